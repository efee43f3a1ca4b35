import { useState, type FormEvent } from 'react';
import type { Queued } from '../../../../contract/campaign.ts';
import type { AsideLine } from '../../../../contract/set-aside.ts';
import { refusalText } from '../../../../core/words/refusal-text.ts';
import { useAppState } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { serialsIn } from '../bulk/serial-list.ts';
import { useAct } from '../feed/use-act.ts';
import { CauseField } from './CauseField.tsx';

interface PutAsideFormProps {
  /** The line that is to be changed; without one, devices are set aside anew. */
  readonly line: AsideLine | undefined;
  readonly onDone: () => void;
}

/** Takes devices out of the line, or gives one that is out of it another owner, cause or note. */
export function PutAsideForm({ line, onDone }: PutAsideFormProps) {
  const say = useSay();
  const operator = useAppState(({ status }) => status?.value.operator ?? '');
  const [form, setForm] = useState(() => formOf(line));
  const put = useAct('setAside.put');
  const { cause, note } = form;
  const owner = form.owner ?? operator;
  const chosen = serialsIn(form.serials).serials;
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await put.run({ serials: [...chosen], cause, owner, note });
    change({ serials: '', note: '' });
    onDone();
  };
  const isWhole = chosen.length > 0 && owner.trim() !== '';
  const name = say('ui.aside.put');
  return (
    <form className="put-aside" onSubmit={(event) => void submit(event)} aria-label={name}>
      <TextField
        label={say('ui.aside.serials')}
        value={form.serials}
        onChange={(serials) => change({ serials })}
      />
      <CauseField cause={cause} onChange={(chosenCause) => change({ cause: chosenCause })} />
      <TextField
        label={say('ui.aside.owner')}
        value={owner}
        maxLength={64}
        onChange={(person) => change({ owner: person })}
      />
      <TextField
        label={say('ui.aside.note')}
        value={note}
        maxLength={500}
        onChange={(text) => change({ note: text })}
      />
      <Button type="submit" look="filled" disabled={put.isBusy || !isWhole}>
        {line ? say('ui.aside.save') : name}
      </Button>
      {put.value && <Said {...put.value} />}
      {put.failure && <FailureNotice trouble={put.failure} />}
    </form>
  );
}

function formOf(line: AsideLine | undefined) {
  const { serial = '', cause = 'verdict', owner, note = '' } = line ?? {};
  return { serials: serial as string, cause, owner, note } as const;
}

function Said({ queued, refused }: Queued) {
  const say = useSay();
  return (
    <div role="status">
      {queued.length > 0 && <p>{say('ui.aside.done', { count: queued.length })}</p>}
      {refused.map(({ serial, reason }) => (
        <p key={serial}>
          {serial}: {refusalText(say, reason)}
        </p>
      ))}
    </div>
  );
}
