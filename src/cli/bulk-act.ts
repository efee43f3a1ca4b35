import { MOST_SERIALS, type Queued } from '../contract/campaign.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { JobKind } from '../core/jobs/job.ts';
import type { Engine, Reply } from '../engine/engine.ts';
import { exitCodeOf, printAnswer, type ActWords, type Answer } from './answers.ts';
import { awaitWork, isUnderWay, type Outcome } from './await-work.ts';
import { nothingGiven } from './check.ts';
import type { CommandLine, CommandName } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { awaitFirstListing } from './first-listing.ts';
import { readSerials, type Given } from './inputs.ts';
import { notASerial, notASerialText } from './not-a-serial.ts';
import { signInOperator } from './operator.ts';
import { print, printJson } from './output.ts';
import type { Done } from './run-command.ts';
import { serialIn } from './serial-in.ts';
import { withEngine, type Wanted } from './with-engine.ts';

const WORKING: Wanted = { role: 'bench', clouds: 'needed', tasks: ['watch', 'move'] };

/** Something that is done with each serial of a list, as the campaign screen does it. */
export interface BulkAct {
  readonly command: CommandName;
  readonly words: ActWords;
  /** The work that has to end before the act is done. */
  readonly kinds: readonly JobKind[];
  /** Reasons of a refusal behind which such work of an earlier call may stand. */
  readonly underWay: ReadonlySet<string>;
  readonly queue: (engine: Engine, serials: SerialNumber[]) => Promise<Reply<Queued>>;
  /** Those of the refused for whom nothing was left to do. */
  readonly doneAmong?: (
    engine: Engine,
    refused: Queued['refused'],
  ) => Promise<ReadonlySet<SerialNumber>>;
}

/** Does it for the serials of the command line; a line for each in the order given, once its work has ended. */
export async function runBulkAct(act: BulkAct, line: CommandLine): Promise<Done> {
  const serials = await readSerials(line);
  if (!serials) return EXIT.failed;
  const { given, isList } = serials;
  if (given.length === 0) return nothingGiven(act.command, isList, line);
  return withEngine(line, WORKING, (engine) => doAll(engine, given, { act, line }));
}

interface Around {
  readonly act: BulkAct;
  readonly line: CommandLine;
}

async function doAll(
  engine: Engine,
  given: readonly Given[],
  { act, line }: Around,
): Promise<ExitCode> {
  if (!(await signInOperator(engine, line.language))) return EXIT.failed;
  await awaitFirstListing(engine, line.language);
  const serials = [...new Set(given.flatMap(({ input }) => serialIn(input) ?? []))];
  const queued = await queue(engine, serials, { act, line });
  if (!queued) return EXIT.failed;
  const begun = await underWayAmong(engine, queued.refused, act);
  const outcomes = await awaitWork(engine, [...queued.queued, ...begun], { ...act, line });
  const refused = new Map(queued.refused.map(({ serial, reason }) => [serial, reason]));
  const done = (await act.doneAmong?.(engine, queued.refused)) ?? new Set();
  const answers = given.map((each) => {
    const serial = serialIn(each.input);
    if (serial === undefined) return printNotASerial(each, line);
    const answer = answerFor(serial, outcomes, { refused, done });
    printAnswer(serial, answer, { ...act, line });
    return answer.outcome;
  });
  return exitCodeOf(answers);
}

/** Work that an earlier call began goes on here, so that its end is waited for like that of new work. */
async function underWayAmong(
  engine: Engine,
  refused: Queued['refused'],
  { underWay, kinds }: BulkAct,
): Promise<readonly SerialNumber[]> {
  const begun: SerialNumber[] = [];
  for (const { serial, reason } of refused) {
    if (underWay.has(reason) && (await isUnderWay(engine, serial, kinds))) begun.push(serial);
  }
  return begun;
}

/** What was queued cannot be taken back by a later refusal, so that the first part is told with the rest. */
async function queue(
  engine: Engine,
  serials: readonly SerialNumber[],
  { act, line }: Around,
): Promise<Queued | undefined> {
  const all: Queued = { queued: [], refused: [] };
  for (let from = 0; from < serials.length; from += MOST_SERIALS) {
    const part = await act.queue(engine, serials.slice(from, from + MOST_SERIALS));
    if (!part.ok) {
      complainOf(part.error, line.language);
      return from === 0 ? undefined : all;
    }
    all.queued.push(...part.value.queued);
    all.refused.push(...part.value.refused);
  }
  return all;
}

interface NotQueued {
  /** Why each was not queued. */
  readonly refused: ReadonlyMap<SerialNumber, string>;
  readonly done: ReadonlySet<SerialNumber>;
}

function answerFor(
  serial: SerialNumber,
  outcomes: ReadonlyMap<SerialNumber, { outcome: Outcome; failure?: string | undefined }>,
  { refused, done }: NotQueued,
): Answer {
  const work = outcomes.get(serial);
  if (work) return { outcome: work.outcome, reason: work.failure };
  const reason = refused.get(serial);
  return { outcome: done.has(serial) ? 'alreadyThere' : 'refused', reason };
}

function printNotASerial(given: Given, { json, language }: CommandLine): 'notASerial' {
  const not = notASerial(given);
  const { line, input } = not;
  const outcome = 'notASerial';
  if (json) printJson({ serial: null, line, input, outcome, reason: null });
  else print(notASerialText(not, language));
  return outcome;
}
