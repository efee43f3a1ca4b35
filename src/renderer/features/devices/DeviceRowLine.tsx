import { memo, type ReactNode } from 'react';
import type { DeviceColumn } from '../../../contract/device-query.ts';
import type { DeviceRow } from '../../../contract/devices.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { LaneWord } from '../../ui/LaneWord.tsx';
import { Serial } from '../../ui/Serial.tsx';
import { absoluteTime } from '../../ui/time-text.ts';

interface RowProps {
  readonly row: DeviceRow | undefined;
  readonly index: number;
  readonly start: number;
  readonly columns: readonly DeviceColumn[];
  /** Tab comes to this row. */
  readonly isStop: boolean;
  readonly isOpened: boolean;
  readonly isChosen: boolean;
}

export const DeviceRowLine = memo(function DeviceRowLine(props: RowProps) {
  const { row, index, start, columns, isStop, isOpened, isChosen } = props;
  const say = useSay();
  return (
    <div
      className="device-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-current={isOpened || undefined}
      tabIndex={isStop ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="gridcell" className="check-cell">
        <span className="check-mark" aria-hidden="true" />
        <span className="visually-hidden">{isChosen && say('ui.devices.select.chosen')}</span>
      </span>
      {row ? (
        <Cells row={row} columns={columns} />
      ) : (
        <span role="gridcell" className="muted">
          …
        </span>
      )}
    </div>
  );
});

function Cells({
  row,
  columns,
}: {
  readonly row: DeviceRow;
  readonly columns: readonly DeviceColumn[];
}) {
  return columns.map((column) => (
    <span key={column} role="gridcell">
      <Cell row={row} column={column} />
    </span>
  ));
}

function Cell({ row, column }: { readonly row: DeviceRow; readonly column: DeviceColumn }) {
  const say = useSay();
  const language = useLanguage();
  const time = (at: number | undefined) => (at === undefined ? '–' : absoluteTime(language, at));
  const cells: Readonly<Record<DeviceColumn, () => ReactNode>> = {
    lane: () => <LaneWord lane={row.lane} />,
    serial: () => <Serial serial={row.serial} />,
    model: () => row.model,
    service: () => row.service ?? '–',
    profile: () => row.profile ?? '–',
    step: () => say(`ui.devices.stepName.${row.step}`),
    reason: () => <span className="muted">{say(`ui.reasonShort.${row.reason}`)}</span>,
    enrolledAt: () => time(row.enrolledAt),
    hereSince: () => time(row.hereSince),
  };
  return cells[column]();
}
