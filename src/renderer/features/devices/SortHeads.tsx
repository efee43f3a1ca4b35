import { ArrowDown, ArrowUp } from 'lucide-react';
import type { DeviceColumn, DeviceSort } from '../../../contract/device-query.ts';
import { useSay } from '../../app/language.tsx';

interface HeadsProps {
  readonly columns: readonly DeviceColumn[];
  readonly sort: DeviceSort;
  readonly onSort: (by: DeviceColumn) => void;
}

/** The names of the columns; a press on one sorts by it. */
export function SortHeads({ columns, sort, onSort }: HeadsProps) {
  const say = useSay();
  return (
    <div className="device-row device-head" role="row" aria-rowindex={1}>
      <span role="columnheader">
        <span className="visually-hidden">{say('ui.devices.select.bar')}</span>
      </span>
      {columns.map((column) => (
        <span
          key={column}
          role="columnheader"
          aria-sort={column === sort.by ? directionOf(sort) : 'none'}
        >
          <button type="button" className="sort-button" onClick={() => onSort(column)}>
            {say(`ui.devices.${column}`)}
            {column === sort.by && <Arrow {...sort} />}
          </button>
        </span>
      ))}
    </div>
  );
}

function Arrow({ isDescending }: DeviceSort) {
  const Shape = isDescending ? ArrowDown : ArrowUp;
  return <Shape size={14} aria-hidden="true" />;
}

function directionOf({ isDescending }: DeviceSort): 'ascending' | 'descending' {
  return isDescending ? 'descending' : 'ascending';
}
