import type { OutputOf } from '../../../../contract/calls.ts';
import type { Queued } from '../../../../contract/campaign.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Rows } from '../../../../core/csv.ts';
import { success, type Result } from '../../../../core/result.ts';
import type { Say } from '../../../app/language.tsx';
import { said } from '../said.ts';
import type { SerialList } from './serial-list.ts';

/** One that was not taken. `code`: what stood in the list in place of its serial; `serial` is '' where it names none. */
interface Refusal {
  readonly serial: string;
  readonly code: string;
  readonly reason: string;
}
export type Refused = readonly Refusal[];

export type Answered = Queued & { readonly file?: OutputOf<'campaign.orderReset'>['file'] };
export type BulkOutcome = Omit<Answered, 'refused'> & { readonly refused: Refused };

/** The answer of the engine, each serial with the code that stood for it; what named no device is refused with it. */
export function outcomeFor(
  { resolved, refused }: SerialList,
  answer: Result<Answered, Failure>,
): Result<BulkOutcome, Failure> {
  if (!answer.ok) return answer;
  const codes = new Map(resolved.map(({ code, serial }) => [serial, code]));
  const rows = answer.value.refused.map((row) => ({ ...row, code: codes.get(row.serial) ?? '' }));
  const nameless = refused.map((row) => ({ ...row, serial: '' }));
  return success({ ...answer.value, refused: [...rows, ...nameless] });
}

/**
 * Those that were not taken as a table under a header; `code` is empty where the serial itself was given. The header is
 * for programs, like the reasons, and the same in every language; `text` alone is for people.
 */
export function refusalRows(refused: Refused, say: Say): Rows {
  const rows = refused.map(({ serial, code, reason }) => [
    serial,
    code,
    reason,
    whyNot(reason, say),
  ]);
  return [['serial', 'code', 'reason', 'text'], ...rows];
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
