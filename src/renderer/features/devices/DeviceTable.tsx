import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { DeviceColumn, DeviceSort } from '../../../contract/device-query.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useSay } from '../../app/language.tsx';
import { isChosen, type Chosen } from './chosen.ts';
import type { DevicePages } from './device-pages.ts';
import { DeviceRowLine } from './DeviceRowLine.tsx';
import { SortHeads } from './SortHeads.tsx';
import { useTableKeys, type Choosing } from './use-table-keys.ts';

const ROW = 32;

interface TableProps {
  readonly pages: DevicePages;
  /** Only there so that the table is drawn again when a page has come. */
  readonly version: number;
  readonly columns: readonly DeviceColumn[];
  readonly sort: DeviceSort;
  readonly onSort: (by: DeviceColumn) => void;
  /** The device whose story stands beside the table. */
  readonly opened: SerialNumber | undefined;
  readonly onOpen: (serial: SerialNumber) => void;
  readonly chosen: Chosen;
  readonly choosing: Choosing;
}

/** A window onto the fleet: only the rows in sight exist, and only their pages are fetched. */
export function DeviceTable(props: TableProps) {
  const { pages, columns, sort, onSort } = props;
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
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => pages.want(from, to), [pages, from, to]);
  const keys = useTableKeys({ ...props, matched, scroller, show: rows.scrollToIndex });
  return (
    <div
      className="device-table"
      role="grid"
      aria-label={say('ui.devices.title')}
      aria-rowcount={matched + 1}
      aria-multiselectable="true"
      aria-describedby="device-keys"
      tabIndex={-1}
      style={{ ['--columns' as string]: widthsOf(columns) }}
      onKeyDown={keys.onKeyDown}
      onClick={keys.onClick}
    >
      <SortHeads columns={columns} sort={sort} onSort={onSort} />
      <div className="device-scroll" role="rowgroup" ref={scroller}>
        <div role="presentation" style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Row
              key={index}
              {...props}
              index={index}
              start={start}
              isStop={index === keys.active}
            />
          ))}
        </div>
      </div>
      <p id="device-keys" className="visually-hidden">
        {say('ui.devices.select.keys')}
      </p>
    </div>
  );
}

interface RowProps extends TableProps {
  readonly index: number;
  readonly start: number;
  readonly isStop: boolean;
}

function Row({ pages, index, start, columns, isStop, opened, chosen }: RowProps) {
  const row = pages.row(index);
  return (
    <DeviceRowLine
      row={row}
      index={index}
      start={start}
      columns={columns}
      isStop={isStop}
      isOpened={row !== undefined && row.serial === opened}
      isChosen={row !== undefined && isChosen(chosen, row.serial)}
    />
  );
}

const WIDTHS: Readonly<Record<DeviceColumn, string>> = {
  lane: '150px',
  serial: '170px',
  model: 'minmax(120px, 1.2fr)',
  service: 'minmax(100px, 1fr)',
  profile: 'minmax(100px, 1fr)',
  step: 'minmax(96px, 0.8fr)',
  reason: 'minmax(140px, 1.4fr)',
  enrolledAt: '140px',
  hereSince: '140px',
};

function widthsOf(columns: readonly DeviceColumn[]): string {
  return ['20px', ...columns.map((column) => WIDTHS[column])].join(' ');
}
