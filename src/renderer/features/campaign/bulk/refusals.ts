import type { OutputOf } from '../../../../contract/calls.ts';
import type { Queued } from '../../../../contract/campaign.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Rows } from '../../../../core/csv.ts';
import { success, type Result } from '../../../../core/result.ts';
import { refusalText } from '../../../../core/words/refusal-text.ts';
import type { Say } from '../../../app/language.tsx';
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
    refusalText(say, reason),
  ]);
  return [['serial', 'code', 'reason', 'text'], ...rows];
}
