import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { refusalText } from '../core/words/refusal-text.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Outcome } from './await-work.ts';
import type { CommandLine } from './command-line.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { failureText } from './job-lines.ts';
import { print, printJson } from './output.ts';

/** Under `cli` stand the words of such an act for each outcome. */
export type ActWords = 'assign' | 'migrate' | 'cancelMigration';

/**
 * What became of one input. `reason`: the code of the verdict where nothing was queued, else a failure as
 * core/jobs/failures.ts writes it.
 */
export interface Answer {
  readonly outcome: Outcome | 'alreadyThere' | 'refused';
  readonly reason?: string | undefined;
}

interface Asked {
  readonly words: ActWords;
  readonly line: CommandLine;
}

/** One line for one serial, in words or as a JSON object. */
export function printAnswer(
  serial: SerialNumber,
  { outcome, reason }: Answer,
  { words, line: { json, language } }: Asked,
): void {
  if (json) return printJson({ serial, outcome, reason: reason ?? null });
  const word = say(language, `cli.${words}.${outcome}`);
  const why = reason === undefined ? '' : whyNot(outcome, reason, language);
  print([serial, word, why].filter((part) => part !== '').join('  '));
}

/** One that was refused or is no serial has failed; one whose work is still open is not known. */
export function exitCodeOf(outcomes: readonly Ending[]): ExitCode {
  if (outcomes.some((each) => BAD.includes(each))) return EXIT.failed;
  return outcomes.includes('open') ? EXIT.unanswered : EXIT.answered;
}

type Ending = Answer['outcome'] | 'notASerial';
const BAD: readonly Ending[] = ['failed', 'refused', 'notASerial'];

function whyNot(outcome: Answer['outcome'], reason: string, language: Language): string {
  if (outcome !== 'refused' && outcome !== 'alreadyThere') return failureText(reason, language);
  return refusalText((path) => say(language, path), reason);
}
