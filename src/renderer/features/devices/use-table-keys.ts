import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { DevicePages } from './device-pages.ts';

/** What a person can do to what is chosen. Rows are named by their place. */
export interface Choosing {
  toggle(serial: SerialNumber, index: number): void;
  /** Everything from where the choosing began to this row. */
  extend(to: number): void;
  all(): void;
}

interface KeysParts {
  readonly pages: DevicePages;
  readonly matched: number;
  readonly onOpen: (serial: SerialNumber) => void;
  readonly choosing: Choosing;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly show: (index: number) => void;
}

const PAGE = 15;

const MOVES: Readonly<Record<string, (active: number, last: number) => number>> = {
  ArrowDown: (active) => active + 1,
  ArrowUp: (active) => active - 1,
  PageDown: (active) => active + PAGE,
  PageUp: (active) => active - PAGE,
  Home: () => 0,
  End: (_, last) => last,
};

/** One stop for Tab in the table; from there the keys go through the rows, also through those that do not exist yet. */
export function useTableKeys(parts: KeysParts) {
  const { pages, matched, onOpen, choosing, scroller, show } = parts;
  const [active, setActive] = useState(0);
  const stop = Math.min(active, Math.max(0, matched - 1));
  const focusSoon = useFocusOn(stop, scroller);
  const move = (event: KeyboardEvent, to: number) => {
    const index = Math.max(0, Math.min(to, matched - 1));
    event.preventDefault();
    focusSoon();
    show(index);
    setActive(index);
    if (event.shiftKey) choosing.extend(index);
  };
  const acts: Readonly<Record<string, () => void>> = {
    Enter: () => withRow(({ serial }) => onOpen(serial)),
    ' ': () => withRow(({ serial }) => choosing.toggle(serial, stop)),
  };
  const withRow = (act: (row: { readonly serial: SerialNumber }) => void) => {
    const row = pages.row(stop);
    if (row) act(row);
  };
  return {
    active: stop,
    onKeyDown(event: KeyboardEvent) {
      if (placeOf(event.target) === undefined) return;
      const next = MOVES[event.key];
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'a') {
        event.preventDefault();
        choosing.all();
      } else if (next) move(event, next(stop, matched - 1));
      else if (!isCommand && acts[event.key]) {
        event.preventDefault();
        acts[event.key]?.();
      }
    },
    /** On the box of a row it chooses; elsewhere it opens the device, unless a key says that it chooses. */
    onClick(event: MouseEvent) {
      const place = placeOf(event.target);
      const row = place && pages.row(place.index);
      if (!row) return;
      setActive(place.index);
      const { shiftKey, ctrlKey, metaKey } = event;
      if (shiftKey) choosing.extend(place.index);
      else if (place.isBox || ctrlKey || metaKey) choosing.toggle(row.serial, place.index);
      else onOpen(row.serial);
    },
  };
}

/** A row that is to have the focus may have to be drawn first. */
function useFocusOn(index: number, scroller: KeysParts['scroller']): () => void {
  const isToFocus = useRef(false);
  useEffect(() => {
    if (!isToFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
    if (!row) return;
    isToFocus.current = false;
    row.focus({ preventScroll: true });
  });
  return () => {
    isToFocus.current = true;
  };
}

/** Of a row; undefined in the heads of the columns. */
function placeOf(target: EventTarget) {
  if (!(target instanceof Element)) return undefined;
  const row = target.closest('.device-scroll [role=row]');
  const number = Number(row?.getAttribute('aria-rowindex'));
  if (!row || !Number.isInteger(number)) return undefined;
  return { index: number - 2, isBox: target.closest('.check-cell') !== null };
}
