import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import type { PagesState } from './device-pages.ts';
import { DeviceDetail } from './DeviceDetail.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import { useDevicePages } from './use-device-pages.ts';
import './devices.css';

/** The whole fleet, found by any part of a serial, IMEI, model, service or profile. */
export function DevicesView() {
  const say = useSay();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<SerialNumber>();
  const pages = useDevicePages(search);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { failure, matched, total } = pages.state;
  return (
    <div className="devices" data-detail={chosen !== undefined || undefined}>
      <div className="devices-main">
        <header className="devices-head">
          <h1>{say('ui.devices.title')}</h1>
          <label className="search">
            <Search size={18} aria-hidden="true" />
            <span className="visually-hidden">{say('ui.devices.search')}</span>
            <input
              ref={field}
              type="search"
              value={search}
              maxLength={100}
              spellCheck={false}
              placeholder={say('ui.devices.search')}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
          <Count state={pages.state} />
        </header>
        {failure && <FailureNotice trouble={{ code: failure }} />}
        {total !== undefined && matched === 0 ? (
          <NoDevices isFiltered={search.trim() !== ''} />
        ) : (
          <DeviceTable
            pages={pages}
            version={pages.version()}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
      </div>
      {chosen && <DeviceDetail key={chosen} serial={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function Count({ state: { total, matched } }: { readonly state: PagesState }) {
  const say = useSay();
  const language = useLanguage();
  if (total === undefined) return null;
  const number = (value: number) => value.toLocaleString(language);
  return (
    <p className="muted" role="status">
      {say('ui.devices.count', { matched: number(matched), total: number(total) })}
    </p>
  );
}

function NoDevices({ isFiltered }: { readonly isFiltered: boolean }) {
  const say = useSay();
  const why = isFiltered ? 'noMatch' : 'none';
  return (
    <EmptyState title={say(`ui.devices.${why}.title`)}>{say(`ui.devices.${why}.text`)}</EmptyState>
  );
}
