import { useState, type FormEvent } from 'react';
import { useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CauseField } from '../campaign/aside/CauseField.tsx';
import type { PutAside } from './use-many-acts.ts';

interface PutAsideProps {
  readonly count: number;
  readonly onPut: (how: PutAside) => void;
  readonly onCancel: () => void;
}

/** Why the chosen devices are set aside, and in whose care. */
export function PutAsidePanel({ count, onPut, onCancel }: PutAsideProps) {
  const say = useSay();
  const operator = useAppState(({ status }) => status?.value.operator ?? '');
  const [how, setHow] = useState<PutAside>({ cause: 'verdict', owner: operator, note: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPut(how);
  };
  return (
    <form
      className="selection-panel"
      aria-label={say('ui.devices.select.putAside')}
      onSubmit={submit}
    >
      <CauseField cause={how.cause} onChange={(cause) => setHow({ ...how, cause })} />
      <TextField
        label={say('ui.aside.owner')}
        value={how.owner}
        maxLength={64}
        onChange={(owner) => setHow({ ...how, owner })}
      />
      <TextField
        label={say('ui.aside.note')}
        value={how.note}
        maxLength={500}
        onChange={(note) => setHow({ ...how, note })}
      />
      <Button type="submit" look="filled" disabled={how.owner.trim() === ''}>
        {say('ui.devices.select.put', { count })}
      </Button>
      <Button onClick={onCancel}>{say('ui.devices.select.cancel')}</Button>
    </form>
  );
}
