import { useState } from 'react';
import { savedViewSchema, type SavedView } from '../../../contract/device-query.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import type { TableQuery } from './table-query.ts';

export interface SavedViews {
  readonly all: readonly SavedView[];
  readonly failure: Failure | undefined;
  /** A new view of that name; gives back its id, undefined when it could not be kept. */
  add(name: string, query: TableQuery): Promise<string | undefined>;
  change(id: string, part: Partial<TableQuery & { name: string }>): Promise<void>;
  remove(id: string): Promise<void>;
}

const NO_VIEWS: readonly SavedView[] = [];

/** The views that people at this bench have kept; they stand in its settings. */
export function useSavedViews(): SavedViews {
  const { shell, store } = useApp();
  const all = useAppState((state) => state.shell.settings.deviceViews) ?? NO_VIEWS;
  const [failure, setFailure] = useState<Failure>();
  const keep = async (deviceViews: SavedView[]): Promise<boolean> => {
    const answer = await shell.ask('shell.changeSettings', { deviceViews });
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok)
      store.setState((state) => ({ shell: { ...state.shell, settings: answer.value } }));
    return answer.ok;
  };
  return {
    all,
    failure,
    async add(name, query) {
      const view = viewOf(crypto.randomUUID(), name, query);
      return view && (await keep([...all, view])) ? view.id : undefined;
    },
    async change(id, part) {
      const changed = all.map((view) =>
        view.id === id ? (viewOf(id, part.name ?? view.name, { ...view, ...part }) ?? view) : view,
      );
      await keep(changed);
    },
    async remove(id) {
      await keep(all.filter((view) => view.id !== id));
    },
  };
}

/** Undefined for a name of which nothing is left once it is cleaned. */
function viewOf(id: string, name: string, query: TableQuery): SavedView | undefined {
  const { search, filter, sort, columns } = query;
  const { serials: _, ...kept } = filter;
  return savedViewSchema.safeParse({ id, name, search, filter: kept, sort, columns }).data;
}
