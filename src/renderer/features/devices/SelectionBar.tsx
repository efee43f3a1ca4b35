import { useEffect, useRef, useState } from 'react';
import type { DeviceSelection } from '../../../contract/device-query.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { showRecords } from '../documents/show-records.ts';
import { ActedNotice } from './ActedNotice.tsx';
import { FilePanel } from './FilePanel.tsx';
import { PutAsidePanel } from './PutAsidePanel.tsx';
import type { ManyActs } from './use-many-acts.ts';

interface BarProps {
  readonly count: number;
  /** All that the filter finds are chosen, or all but some. */
  readonly isAll: boolean;
  readonly selection: DeviceSelection;
  readonly acts: ManyActs;
  readonly onClear: () => void;
}

type Panel = 'reassign' | 'assignProfile' | 'bringBack' | 'putAside' | 'file';

/** How many are chosen, and what can be done with all of them. What cannot be taken back is asked in place. */
export function SelectionBar(props: BarProps) {
  const { count, isAll, selection, acts, onClear } = props;
  const say = useSay();
  const language = useLanguage();
  const [panel, setPanel] = useState<Panel>();
  const words = (key: string) => say(`ui.devices.select.${key}`);
  const open = (which: Panel) => {
    acts.forget();
    setPanel(which === panel ? undefined : which);
  };
  const close = () => setPanel(undefined);
  const matched = count.toLocaleString(language);
  return (
    <section className="selection-bar" aria-label={words('bar')}>
      <div className="selection-acts">
        <p role="status">
          <strong>
            {isAll && selection.kind === 'filter' && selection.except.length === 0
              ? say('ui.devices.select.allOf', { matched })
              : say('ui.devices.select.count', { count })}
          </strong>
        </p>
        {(['reassign', 'assignProfile', 'putAside', 'bringBack'] as const).map((act) => (
          <Button
            key={act}
            disabled={acts.isBusy || count === 0}
            aria-expanded={panel === act}
            onClick={() => open(act)}
          >
            {words(act)}
          </Button>
        ))}
        <Button
          disabled={count === 0}
          aria-expanded={panel === 'file'}
          onClick={() => open('file')}
        >
          {words('export')}
        </Button>
        <RecordsButton count={count} selection={selection} />
        <Button look="plain" onClick={onClear}>
          {words('clear')}
        </Button>
        {acts.isBusy && <p role="status">{words('busy')}</p>}
      </div>
      <OpenPanel {...props} panel={panel} close={close} />
      {acts.told && <ActedNotice {...acts.told} />}
    </section>
  );
}

function OpenPanel({
  panel,
  close,
  count,
  selection,
  acts,
}: BarProps & { readonly panel: Panel | undefined; readonly close: () => void }) {
  const done = (run: Promise<void>) => {
    close();
    void run;
  };
  switch (panel) {
    case undefined:
      return null;
    case 'file':
      return <FilePanel selection={selection} />;
    case 'putAside':
      return (
        <PutAsidePanel
          count={count}
          onPut={(how) => done(acts.putAside(selection, how))}
          onCancel={close}
        />
      );
    case 'bringBack':
      return (
        <Sure
          act={panel}
          count={count}
          onCancel={close}
          onGo={() => done(acts.bringBack(selection))}
        />
      );
    case 'reassign':
    case 'assignProfile':
      return (
        <Sure
          act={panel}
          count={count}
          onCancel={close}
          onGo={() => done(acts.queue(selection, panel))}
        />
      );
  }
}

const SURE = {
  reassign: ['sureReassign', 'go'],
  assignProfile: ['sureAssignProfile', 'go'],
  bringBack: ['sureBringBack', 'goBack'],
} as const;

function Sure(props: {
  readonly act: keyof typeof SURE;
  readonly count: number;
  readonly onGo: () => void;
  readonly onCancel: () => void;
}) {
  const { act, count, onGo, onCancel } = props;
  const say = useSay();
  const [question, go] = SURE[act];
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  return (
    <div
      ref={panel}
      className="selection-panel"
      role="group"
      aria-label={say(`ui.devices.select.${act}`)}
    >
      <p>{say(`ui.devices.select.${question}`, { count })}</p>
      <Button look="filled" onClick={onGo}>
        {say(`ui.devices.select.${go}`)}
      </Button>
      <Button onClick={onCancel}>{say('ui.devices.select.cancel')}</Button>
    </div>
  );
}

/** So many pages are one document. */
const MOST_RECORDS = 10_000;

function RecordsButton({ count, selection }: Pick<BarProps, 'count' | 'selection'>) {
  const { engine, store } = useApp();
  const say = useSay();
  const show = async () => {
    const answer = await engine.ask('devices.serials', { of: selection, limit: MOST_RECORDS });
    if (!answer.ok) return store.setState({ trouble: answer.error });
    const { serials } = answer.value;
    if (serials.length > 0) showRecords(store, { serials }, say('ui.devices.select.records'));
  };
  return (
    <Button disabled={count === 0 || count > MOST_RECORDS} onClick={() => void show()}>
      {say('ui.devices.select.records')}
    </Button>
  );
}
