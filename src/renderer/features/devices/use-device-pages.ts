import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { createDevicePages, type DevicePages } from './device-pages.ts';
import type { TableQuery } from './table-query.ts';

/** While verdicts are still being worked out, what they are filtered and sorted by goes on changing. */
const JUDGING_MS = 2_000;

/** The pages of the fleet for this query; they follow a listing that goes on and an engine that comes back. */
export function useDevicePages({ search, filter, sort }: TableQuery): DevicePages {
  const { engine } = useApp();
  const [pages] = useState(() => createDevicePages(engine));
  const text = useDeferredValue(search.trim());
  const query = useMemo(() => ({ search: text, filter, sort }), [text, filter, sort]);
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : -1,
  );
  const listed = useAppState(({ status }) => status?.value.listing?.done);
  useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => pages.show(query), [pages, query]);
  useEffect(() => {
    if (generation >= 0) pages.refresh();
  }, [pages, generation, listed]);
  const { total = 0, judged } = pages.state;
  const isJudging = total > 0 && judged < total;
  useEffect(() => {
    if (!isJudging) return undefined;
    const timer = setInterval(pages.refresh, JUDGING_MS);
    return () => clearInterval(timer);
  }, [pages, isJudging]);
  return pages;
}
