import { useSay } from '../../app/language.tsx';

/** What this bench is connected to, and the way there. */
export function ConnectionsView() {
  const say = useSay();
  return <h1>{say('ui.nav.connections')}</h1>;
}
