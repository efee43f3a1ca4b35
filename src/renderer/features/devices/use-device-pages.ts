import { useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { createDevicePages, type DevicePages } from './device-pages.ts';

/** The pages of the fleet for this search; they follow a listing that goes on and an engine that comes back. */
export function useDevicePages(search: string): DevicePages {
  const { engine } = useApp();
  const [pages] = useState(() => createDevicePages(engine));
  const text = useDeferredValue(search.trim());
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : -1,
  );
  const listed = useAppState(({ status }) => status?.value.listing?.done);
  useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => pages.search(text), [pages, text]);
  useEffect(() => {
    if (generation >= 0) pages.refresh();
  }, [pages, generation, listed]);
  return pages;
}
