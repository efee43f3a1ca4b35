import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import type { DeviceRow } from '../../../contract/devices.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useSay } from '../../app/language.tsx';
import { LaneWord } from '../../ui/LaneWord.tsx';
import { Serial } from '../../ui/Serial.tsx';
import type { DevicePages } from './device-pages.ts';

const ROW = 32;
const COLUMNS = ['lane', 'serial', 'model', 'service', 'profile', 'reason'] as const;

interface TableProps {
  readonly pages: DevicePages;
  /** Only there so that the table is drawn again when a page has come. */
  readonly version: number;
  readonly chosen: SerialNumber | undefined;
  readonly onChoose: (serial: SerialNumber) => void;
}

/** A window onto the fleet: only the rows in sight exist, and only their pages are fetched. */
export function DeviceTable({ pages, chosen, onChoose }: TableProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const { matched } = pages.state;
  const rows = useVirtualizer({
    count: matched,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => pages.want(from, to), [pages, from, to]);
  return (
    <div
      className="device-table"
      role="grid"
      aria-label={say('ui.devices.title')}
      aria-rowcount={matched + 1}
    >
      <div className="device-row device-head" role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader">
            {say(`ui.devices.${column}`)}
          </span>
        ))}
      </div>
      <div className="device-scroll" role="rowgroup" ref={scroller}>
        <div style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = pages.row(index);
            return (
              <TableRow
                key={index}
                row={row}
                index={index}
                start={start}
                isChosen={row !== undefined && row.serial === chosen}
                onChoose={onChoose}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: DeviceRow | undefined;
  readonly index: number;
  readonly start: number;
  readonly isChosen: boolean;
  readonly onChoose: (serial: SerialNumber) => void;
}

const TableRow = memo(function TableRow({ row, index, start, isChosen, onChoose }: RowProps) {
  const choose = () => row && onChoose(row.serial);
  return (
    <div
      className="device-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      tabIndex={index === 0 || isChosen ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }}
      onClick={choose}
      onKeyDown={(event) => (event.key === 'Enter' ? choose() : moveFocus(event))}
    >
      {row ? <Cells row={row} /> : <span className="muted">…</span>}
    </div>
  );
});

function Cells({ row }: { readonly row: DeviceRow }) {
  const say = useSay();
  return (
    <>
      <span role="gridcell">
        <LaneWord lane={row.lane} />
      </span>
      <span role="gridcell">
        <Serial serial={row.serial} />
      </span>
      <span role="gridcell">{row.model}</span>
      <span role="gridcell">{row.service ?? '–'}</span>
      <span role="gridcell">{row.profile ?? '–'}</span>
      <span role="gridcell" className="muted">
        {say(`ui.reasonShort.${row.reason}`)}
      </span>
    </>
  );
}

/** Arrow keys walk through the rows; the scroller follows the focus by itself. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const { currentTarget, key } = event;
  const next = key === 'ArrowDown' ? currentTarget.nextElementSibling : undefined;
  const previous = key === 'ArrowUp' ? currentTarget.previousElementSibling : undefined;
  const wanted = next ?? previous;
  if (!(wanted instanceof HTMLElement)) return;
  event.preventDefault();
  wanted.focus();
}
