import { useEffect, useState } from 'react';
import type { ConnectionsView } from '../../../contract/connections.ts';
import { useApp } from '../../app/AppContext.tsx';
import type { Answer } from '../../app/engine-client.ts';
import { useSay, type Say } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';

/** What this bench is connected to, in one line, and the way to the steps. */
export function ConnectionsLine() {
  const { engine, store } = useApp();
  const say = useSay();
  const [answer, setAnswer] = useState<Answer<'connections.read'>>();
  useEffect(() => {
    let isWanted = true;
    void engine.ask('connections.read', {}).then((read) => isWanted && setAnswer(read));
    return () => {
      isWanted = false;
    };
  }, [engine]);
  return (
    <div className="connections-line">
      <p role="status">{answer && lineOf(answer, say)}</p>
      <Button onClick={() => store.setState({ view: 'connections' })}>
        {say('ui.connections.line.open')}
      </Button>
    </div>
  );
}

function lineOf(answer: Answer<'connections.read'>, say: Say): string {
  if (!answer.ok) return say('ui.connections.line.unread');
  const { organizations, tenant } = answer.value.connections;
  if (organizations.length === 0 && !tenant) return say('ui.connections.line.none');
  const apple = say('ui.connections.line.organizations', { count: organizations.length });
  return `${apple} ${microsoftOf(answer.value, say)}`;
}

function microsoftOf({ connections: { tenant }, signIn }: ConnectionsView, say: Say): string {
  if (!tenant) return say('ui.connections.line.noTenant');
  if (signIn.kind === 'signedIn') {
    return say('ui.connections.line.signedIn', { account: signIn.account });
  }
  const isPerson = tenant.auth.kind === 'delegated';
  return say(isPerson ? 'ui.connections.line.signedOut' : 'ui.connections.line.bySelf');
}
