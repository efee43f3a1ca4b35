import type { Card } from '../contract/desk.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { isAnswered, isStillAsking, jsonLine, textLines } from './card-lines.ts';
import type { CommandLine } from './command-line.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { inOrder } from './in-order.ts';
import { readSerials, type Given } from './inputs.ts';
import { notASerial, notASerialText } from './not-a-serial.ts';
import { complain, print, printJson } from './output.ts';
import { showProgress, type Progress } from './progress.ts';
import type { Done } from './run-command.ts';
import { serialIn } from './serial-in.ts';
import { complainOfTroubles } from './troubles.ts';
import { withEngine, type Wanted } from './with-engine.ts';

/** How many serials are asked for side by side; the clouds' quota, not this, decides the pace. */
const SIDE_BY_SIDE = 32;
const ROUNDS = 3;

/** The verdict of each serial, in the order given; waits for what must be asked, unless `--cached`. */
export async function check(line: CommandLine): Promise<Done> {
  const serials = await readSerials(line);
  if (!serials) return EXIT.failed;
  const { given, isList } = serials;
  if (given.length === 0) return nothingGiven('check', isList, line);
  const wanted = { role: 'visitor', clouds: 'needed', tasks: ['watch'] } satisfies Wanted;
  return withEngine(line, wanted, (engine) => answerAll(engine, given, line));
}

/** An empty list is answered with nothing; only a call without any list is misunderstood. */
export function nothingGiven(command: string, isList: boolean, { language }: CommandLine): Done {
  if (!isList) return { key: 'noSerials', params: { command } };
  complain(say(language, 'cli.emptyList'));
  return EXIT.answered;
}

async function answerAll(
  engine: Engine,
  given: readonly Given[],
  line: CommandLine,
): Promise<ExitCode> {
  const progress = showProgress(engine, { count: given.length, language: line.language });
  let isComplete = true;
  try {
    const answers = inOrder(given, SIDE_BY_SIDE, (each) =>
      answer(engine, each, { line, progress }),
    );
    for await (const wasAnswered of answers) if (!wasAnswered()) isComplete = false;
  } finally {
    progress.end();
  }
  if (isComplete) return EXIT.answered;
  await complainOfTroubles(engine, line);
  return EXIT.unanswered;
}

/** Asks for one input; what it gives back prints the answer once it is its turn, and says if it is one. */
async function answer(
  engine: Engine,
  given: Given,
  { line, progress }: { readonly line: CommandLine; readonly progress: Progress },
): Promise<() => boolean> {
  const serial = serialIn(given.input);
  const card = serial && (await askFor(engine, serial, line));
  progress.answered();
  return () => {
    progress.makeRoom();
    if (!card) return printNotASerial(given, line);
    if (line.json) printJson(jsonLine(card, line));
    else for (const each of textLines(card, line)) print(each);
    return isAnswered(card);
  };
}

/** In a long list one fact may grow too old while another is waited for: then it is asked once more. */
async function askFor(
  engine: Engine,
  serial: SerialNumber,
  { cached }: CommandLine,
): Promise<Card> {
  let card = await engine.check(serial, { cached });
  if (cached) return card;
  for (let round = 1; round < ROUNDS && isStillAsking(card); round += 1) {
    card = await engine.check(serial, { cached });
  }
  return card;
}

/** A code that is not a serial names no device here. */
function printNotASerial(given: Given, { json, language }: CommandLine): false {
  const not = notASerial(given);
  const { input, line, kind } = not;
  if (json) printJson({ input, line, error: 'notASerial', kind });
  else print(notASerialText(not, language));
  return false;
}
