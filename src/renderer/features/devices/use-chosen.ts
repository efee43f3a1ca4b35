import { useMemo, useRef, useState } from 'react';
import { ALL_CHOSEN, NOBODY_CHOSEN, toggled, withThese, type Chosen } from './chosen.ts';
import type { DevicePages } from './device-pages.ts';
import type { TableQuery } from './table-query.ts';
import type { Choosing } from './use-table-keys.ts';

/** What is chosen in the table; another filter begins anew, another order does not. */
export function useChosen(pages: DevicePages, { search, filter }: TableQuery) {
  const key = JSON.stringify([search.trim(), filter]);
  const [state, setState] = useState({ key, chosen: NOBODY_CHOSEN });
  const anchor = useRef(0);
  const chosen = state.key === key ? state.chosen : NOBODY_CHOSEN;
  const choosing: Choosing & { none(): void } = useMemo(() => {
    const change = (next: (before: Chosen) => Chosen) =>
      setState((before) => ({
        key,
        chosen: next(before.key === key ? before.chosen : NOBODY_CHOSEN),
      }));
    return {
      toggle(serial, index) {
        anchor.current = index;
        change((before) => toggled(before, serial));
      },
      extend(to) {
        const [from, end] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
        const choose = async () => {
          const serials = await pages.serials(from, end);
          change((before) => withThese(before, serials));
        };
        void choose();
      },
      all: () => change(() => ALL_CHOSEN),
      none: () => change(() => NOBODY_CHOSEN),
    };
  }, [pages, key]);
  return { chosen, choosing };
}
