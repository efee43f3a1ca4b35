import { useState } from 'react';
import type { BoxLine, SessionView } from '../../../contract/check-in.ts';
import type { LabelWish } from '../../../contract/documents.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { LabelChoices } from '../documents/labels/LabelChoices.tsx';
import { LabelPreview } from '../documents/labels/LabelPreview.tsx';
import { useLabelSettings } from '../documents/labels/use-label-settings.ts';

interface LabelPanelProps {
  readonly box: BoxLine;
  readonly session: SessionView;
}

/** The labels of a box: what they tell and look like, and to a file, to a printer on the network or of this computer. */
export function LabelPanel({ box, session }: LabelPanelProps) {
  const say = useSay();
  const language = useLanguage();
  const { labels, keep } = useLabelSettings();
  const [of, setOf] = useState<LabelWish['of']>('box');
  const { printer, ...paper } = labels;
  const { sessionId } = session;
  const wish = { sessionId, boxId: box.boxId, of, ...paper, language };
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
      <LabelChoices labels={labels} keep={keep} of={of} />
      <LabelPreview wish={wish} devices={box.devices} />
      <TextField
        label={say('ui.document.printer')}
        value={printer}
        maxLength={255}
        onChange={(next) => keep({ printer: next })}
      />
      <LabelActs wish={wish} host={printer} name={box.name} />
    </div>
  );
}

interface LabelActsProps {
  readonly wish: LabelWish;
  readonly host: string;
  readonly name: string;
}

/** The ways to paper, and what became of the last one. */
function LabelActs({ host, name, wish }: LabelActsProps) {
  const { store } = useApp();
  const say = useSay();
  const { told, trouble, save, send } = useLabelActs(wish, host);
  return (
    <>
      <Button disabled={host.trim() === ''} onClick={() => void send()}>
        {say('ui.barcodes.print')}
      </Button>
      <Button onClick={() => store.setState({ sheet: { kind: 'labels', wish, name } })}>
        {say('ui.document.otherPrinter')}
      </Button>
      <Button onClick={() => void save()}>{say('ui.document.save')}</Button>
      <p className="muted" role="status">
        {told}
      </p>
      {trouble && <FailureNotice trouble={trouble} />}
    </>
  );
}

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
