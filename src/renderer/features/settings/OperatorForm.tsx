import { useState, type FormEvent } from 'react';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** Who stands at this bench: by name here, or by scanning a badge anywhere. */
export function OperatorForm() {
  const { engine } = useApp();
  const say = useSay();
  const operator = useAppState(({ status }) => status?.value.operator ?? null);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await engine.ask('desk.signIn', { operator: name.trim() });
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setName('');
  };
  return (
    <form className="operator-form" onSubmit={(event) => void signIn(event)}>
      <p>
        {operator === null ? say('ui.settings.nobody') : say('ui.settings.signedIn', { operator })}
      </p>
      <div className="operator-fields">
        <TextField label={say('ui.settings.name')} value={name} maxLength={64} onChange={setName} />
        <Button type="submit" disabled={name.trim() === ''}>
          {say('ui.settings.signIn')}
        </Button>
      </div>
      {failure && <FailureNotice trouble={failure} />}
    </form>
  );
}
