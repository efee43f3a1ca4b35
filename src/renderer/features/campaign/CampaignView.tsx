import { useSay } from '../../app/language.tsx';

/** The whole migration: its six steps, the clouds' quota and the work under way. */
export function CampaignView() {
  const say = useSay();
  return <h1>{say('ui.nav.campaign')}</h1>;
}
