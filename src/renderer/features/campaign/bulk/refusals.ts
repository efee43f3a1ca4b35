import type { Queued } from '../../../../contract/campaign.ts';
import type { Rows } from '../../../../core/csv.ts';
import type { Say } from '../../../app/language.tsx';
import { said } from '../said.ts';

export type Refused = Queued['refused'];

/** Those that were not taken as a table under a header: serial, code of the reason, the reason in words. */
export function refusalRows(refused: Refused, say: Say): Rows {
  const rows = refused.map(({ serial, reason }) => [serial, reason, whyNot(reason, say)]);
  return [['serial', 'reason', 'text'], ...rows];
}

/** Why, and what to do now, for the code of a verdict's reason or of a refusal that no verdict knows. */
export function whyNot(reason: string, say: Say): string {
  const known = said(say, [`campaign.refused.${reason}.text`]);
  if (known !== undefined) return `${known} ${say(`campaign.refused.${reason}.next`)}`;
  const short = said(say, [`ui.reasonShort.${reason}`]);
  if (short !== undefined) return [short, ...nextOf(reason, say)].join(' – ');
  return `${say('ui.campaign.bulk.notPossible.text')} ${say('ui.campaign.bulk.notPossible.next')}`;
}

/** A next step that names something of the device can be read on its card alone. */
function nextOf(reason: string, say: Say): readonly string[] {
  const next = said(say, [`reason.${reason}.next`]);
  return next === undefined ? [] : [next];
}
