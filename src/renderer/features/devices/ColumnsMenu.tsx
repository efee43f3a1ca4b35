import { DEVICE_COLUMNS, type DeviceColumn } from '../../../contract/device-query.ts';
import { useSay } from '../../app/language.tsx';

interface ColumnsProps {
  readonly columns: readonly DeviceColumn[];
  readonly onChange: (columns: readonly DeviceColumn[]) => void;
}

/** Which columns stand in the table; the serial always does. */
export function ColumnsMenu({ columns, onChange }: ColumnsProps) {
  const say = useSay();
  const toggle = (column: DeviceColumn) =>
    onChange(DEVICE_COLUMNS.filter((each) => (each === column) !== columns.includes(each)));
  return (
    <details className="columns-menu">
      <summary className="button" data-look="plain">
        {say('ui.devices.columns')}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{say('ui.devices.columns')}</legend>
        {DEVICE_COLUMNS.filter((column) => column !== 'serial').map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={columns.includes(column)}
              onChange={() => toggle(column)}
            />
            {say(`ui.devices.${column}`)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
