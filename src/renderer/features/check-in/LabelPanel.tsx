import { useState } from 'react';
import type { BoxLine, SessionView } from '../../../contract/check-in.ts';
import type { LabelWish } from '../../../contract/documents.ts';
import type { Failure } from '../../../contract/protocol.ts';
import type { Settings } from '../../../contract/shell.ts';
import { labelSizeSchema } from '../../../core/labels/label.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface LabelPanelProps {
  readonly box: BoxLine;
  readonly session: SessionView;
}

/** The labels of a box: for which paper, and to a file or to a printer on the network. */
export function LabelPanel({ box, session }: LabelPanelProps) {
  const say = useSay();
  const language = useLanguage();
  const { labels, keep } = useLabelSettings();
  const [of, setOf] = useState<LabelWish['of']>('box');
  const { printer: host, ...paper } = labels;
  const { sessionId } = session;
  const { told, trouble, save, send } = useLabelActs(
    { sessionId, boxId: box.boxId, of, ...paper, language },
    host,
  );
  return (
    <div
      className="labels"
      role="group"
      aria-label={say('ui.document.boxLabel', { name: box.name })}
    >
      <Segmented
        label={say('ui.document.labels')}
        value={of}
        options={[
          { value: 'box', label: say('ui.document.labelOfBox') },
          { value: 'devices', label: say('ui.document.labelsOfDevices') },
        ]}
        onChange={setOf}
      />
      <PaperChoice labels={labels} keep={keep} />
      <TextField
        label={say('ui.document.printer')}
        value={host}
        maxLength={255}
        onChange={(printer) => keep({ ...labels, printer })}
      />
      <Button disabled={host.trim() === ''} onClick={() => void send()}>
        {say('ui.barcodes.print')}
      </Button>
      <Button onClick={() => void save()}>{say('ui.document.save')}</Button>
      <p className="muted" role="status">
        {told}
      </p>
      {trouble && <FailureNotice trouble={trouble} />}
    </div>
  );
}

/** Both ways to paper, and what became of the last one. */
function useLabelActs(wish: LabelWish, host: string) {
  const { engine, shell } = useApp();
  const say = useSay();
  const [told, setTold] = useState('');
  const [trouble, setTrouble] = useState<Failure>();
  const save = async () => {
    const made = await engine.ask('documents.labels', wish);
    const saved = made.ok
      ? await shell.ask('shell.saveText', { name: made.value.name, text: made.value.zpl })
      : made;
    setTrouble(saved.ok ? undefined : saved.error);
    const name = saved.ok ? saved.value.fileName : null;
    setTold(name === null ? '' : say('ui.document.saved', { name }));
  };
  const send = async () => {
    const sent = await engine.ask('documents.sendLabels', { ...wish, printer: { host } });
    setTrouble(sent.ok ? undefined : sent.error);
    setTold(sent.ok ? say('ui.document.sent', { labels: String(sent.value.labels), host }) : '');
  };
  return { told, trouble, save, send };
}

function PaperChoice({ labels, keep }: ReturnType<typeof useLabelSettings>) {
  const say = useSay();
  return (
    <>
      <Segmented
        label={say('ui.document.labelSize')}
        value={labels.size}
        options={labelSizeSchema.options.map((value) => ({
          value,
          label: value.replace('x', ' × '),
        }))}
        onChange={(size) => keep({ ...labels, size })}
      />
      <Segmented
        label={say('ui.document.labelDensity')}
        value={String(labels.density)}
        options={['203', '300'].map((value) => ({ value, label: `${value} dpi` }))}
        onChange={(density) => keep({ ...labels, density: density === '300' ? 300 : 203 })}
      />
    </>
  );
}

const USUAL = { size: '100x50', density: 203, printer: '' } as const;

/** The printer of this bench is asked for once. */
function useLabelSettings() {
  const { shell, store } = useApp();
  const labels = useAppState((state) => state.shell.settings.labels) ?? USUAL;
  const keep = (next: NonNullable<Settings['labels']>) => {
    store.setState(({ shell: before }) => ({
      shell: { ...before, settings: { ...before.settings, labels: next } },
    }));
    void shell.ask('shell.changeSettings', { labels: next });
  };
  return { labels, keep };
}
