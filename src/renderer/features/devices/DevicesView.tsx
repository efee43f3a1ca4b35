import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { countChosen, selectionOf } from './chosen.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import type { PagesState } from './device-pages.ts';
import { DeviceDetail } from './DeviceDetail.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import { FilterBar } from './FilterBar.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { nextSort, queryWanted, WHOLE_FLEET, type TableQuery } from './table-query.ts';
import { useChoices } from './use-choices.ts';
import { useChosen } from './use-chosen.ts';
import { useDevicePages } from './use-device-pages.ts';
import { useManyActs } from './use-many-acts.ts';
import { ViewsBar } from './ViewsBar.tsx';
import './devices.css';
import './timeline.css';
import './choosing.css';

/** The whole fleet: found by a text and by filters, sorted, and acted upon, one device or many at once. */
export function DevicesView() {
  const [query, setQuery] = useQuery();
  const [opened, setOpened] = useState<SerialNumber>();
  const pages = useDevicePages(query);
  const choices = useChoices();
  const change = (part: Partial<TableQuery>) => setQuery({ ...query, ...part });
  const { failure } = pages.state;
  return (
    <div className="devices" data-detail={opened !== undefined || undefined}>
      <div className="devices-main">
        <ViewsBar query={query} onShow={setQuery} />
        <Head query={query} state={pages.state} change={change} />
        <FilterBar
          filter={query.filter}
          choices={choices}
          onChange={(filter) => change({ filter, listTitle: undefined })}
        />
        {failure && <FailureNotice trouble={{ code: failure }} />}
        <ListedDevices
          query={query}
          pages={pages}
          opened={opened}
          onOpen={setOpened}
          change={change}
        />
      </div>
      {opened && <DeviceDetail key={opened} serial={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

/** Begins with what another screen has asked for, and takes it up while it is open. */
function useQuery() {
  const { store } = useApp();
  const wanted = useAppState(({ devicesWanted }) => devicesWanted);
  const [query, setQuery] = useState<TableQuery>(() =>
    wanted ? queryWanted(wanted) : WHOLE_FLEET,
  );
  const [taken, setTaken] = useState(wanted);
  if (wanted && wanted !== taken) {
    setTaken(wanted);
    setQuery(queryWanted(wanted));
  }
  useEffect(() => {
    if (wanted) store.setState({ devicesWanted: undefined });
  }, [store, wanted]);
  return [query, setQuery] as const;
}

interface HeadProps {
  readonly query: TableQuery;
  readonly state: PagesState;
  readonly change: (part: Partial<TableQuery>) => void;
}

function Head({ query, state, change }: HeadProps) {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { listTitle, columns } = query;
  return (
    <header className="devices-head">
      <h1>{say('ui.devices.title')}</h1>
      <label className="search">
        <Search size={18} aria-hidden="true" />
        <span className="visually-hidden">{say('ui.devices.search')}</span>
        <input
          ref={field}
          type="search"
          value={query.search}
          maxLength={100}
          spellCheck={false}
          placeholder={say('ui.devices.search')}
          onChange={(event) => change({ search: event.target.value })}
        />
      </label>
      <Count state={state} />
      {listTitle !== undefined && (
        <p className="list-title">
          <strong>{listTitle}</strong>
          <Button look="plain" onClick={() => change({ filter: {}, listTitle: undefined })}>
            {say('ui.devices.filter.listEnd')}
          </Button>
        </p>
      )}
      <ColumnsMenu columns={columns} onChange={(next) => change({ columns: next })} />
    </header>
  );
}

interface ListedProps {
  readonly query: TableQuery;
  readonly pages: ReturnType<typeof useDevicePages>;
  readonly opened: SerialNumber | undefined;
  readonly onOpen: (serial: SerialNumber) => void;
  readonly change: (part: Partial<TableQuery>) => void;
}

function ListedDevices({ query, pages, opened, onOpen, change }: ListedProps) {
  const { chosen, choosing } = useChosen(pages, query);
  const acts = useManyActs(pages.refresh);
  const { matched, total } = pages.state;
  const count = countChosen(chosen, matched);
  const isFiltered = query.search.trim() !== '' || Object.values(query.filter).some(isSet);
  const isEmpty = total !== undefined && matched === 0;
  return (
    <>
      {(count > 0 || acts.isBusy || acts.told) && (
        <SelectionBar
          count={count}
          isAll={chosen.isAll}
          selection={selectionOf(chosen, query)}
          acts={acts}
          onClear={() => {
            acts.forget();
            choosing.none();
          }}
        />
      )}
      {isEmpty ? (
        <NoDevices isFiltered={isFiltered} />
      ) : (
        <DeviceTable
          pages={pages}
          version={pages.version()}
          columns={opened ? query.columns.slice(0, 3) : query.columns}
          sort={query.sort}
          onSort={(by) => change({ sort: nextSort(query.sort, by) })}
          opened={opened}
          onOpen={onOpen}
          chosen={chosen}
          choosing={choosing}
        />
      )}
    </>
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined;
}

function Count({ state: { total, matched, judged } }: { readonly state: PagesState }) {
  const say = useSay();
  const language = useLanguage();
  if (total === undefined) return null;
  const number = (value: number) => value.toLocaleString(language);
  return (
    <div className="muted">
      <p role="status">
        {say('ui.devices.count', { matched: number(matched), total: number(total) })}
      </p>
      {judged < total && (
        <p>{say('ui.devices.judging', { done: number(judged), total: number(total) })}</p>
      )}
    </div>
  );
}

function NoDevices({ isFiltered }: { readonly isFiltered: boolean }) {
  const say = useSay();
  const why = isFiltered ? 'noMatch' : 'none';
  return (
    <EmptyState title={say(`ui.devices.${why}.title`)}>{say(`ui.devices.${why}.text`)}</EmptyState>
  );
}
