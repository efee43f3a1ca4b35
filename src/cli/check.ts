import type { Card } from '../contract/desk.ts';
import { classifyCode } from '../core/identifiers/classify-code.ts';
import { serialNumberSchema, type SerialNumber } from '../core/identifiers/serial-number.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { isAnswered, isStillAsking, jsonLine, textLines } from './card-lines.ts';
import type { CommandLine } from './command-line.ts';
import { dataHome, modeOf } from './data-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { inOrder } from './in-order.ts';
import { readSerialFile, readWords } from './inputs.ts';
import { complain, print, printJson } from './output.ts';
import { showProgress, type Progress } from './progress.ts';
import type { Done } from './run-command.ts';

/** How many serials are asked for side by side; the clouds' quota, not this, decides the pace. */
const SIDE_BY_SIDE = 32;
const ROUNDS = 3;
/** A rehearsal need not be waited for: its clock runs so much faster while this command waits. */
const HURRY = 600;

/** The verdict of each serial, in the order given; waits for what must be asked, unless `--cached`. */
export async function check(line: CommandLine): Promise<Done> {
  const given = await readInputs(line);
  if (!given) return EXIT.failed;
  if (given.length === 0) return { key: 'nothingToDo', params: { command: 'check' } };
  if (modeOf(line) === 'live') {
    complain(say(line.language, 'cli.check.notConnected'));
    return EXIT.failed;
  }
  const { composeEngine } = await import('../engine/compose.ts');
  const mode = modeOf(line);
  const composed = await composeEngine({
    mode,
    home: dataHome(),
    role: 'visitor',
    log: complain,
  });
  if (!composed.ok) {
    complain(say(line.language, `failure.${composed.error.code}.text`));
    complain(say(line.language, `failure.${composed.error.code}.next`));
    return EXIT.failed;
  }
  return withEngine(composed.value, (engine) => answerAll(engine, given, line));
}

async function readInputs(line: CommandLine): Promise<readonly string[] | undefined> {
  const words = await readWords(line.words);
  if (line.file === undefined) return words;
  const listed = readSerialFile(line.file);
  if (listed.ok) return [...words, ...listed.value];
  const params = { file: line.file, reason: listed.error };
  complain(say(line.language, 'cli.check.fileUnreadable', params));
  return undefined;
}

/** Ctrl+C closes the files in order before the command ends. */
async function withEngine(
  engine: Engine,
  run: (engine: Engine) => Promise<ExitCode>,
): Promise<ExitCode> {
  const interrupted = new Promise<ExitCode>((resolve) => {
    process.once('SIGINT', () => resolve(EXIT.interrupted));
  });
  try {
    return await Promise.race([run(engine), interrupted]);
  } finally {
    await engine.close();
    process.removeAllListeners('SIGINT');
  }
}

async function answerAll(
  engine: Engine,
  given: readonly string[],
  line: CommandLine,
): Promise<ExitCode> {
  const slowDown = await hurry(engine, line);
  const progress = showProgress(engine, { count: given.length, language: line.language });
  let isComplete = true;
  try {
    const answers = inOrder(given, SIDE_BY_SIDE, (input) =>
      answer(engine, input, { line, progress }),
    );
    for await (const wasAnswered of answers) if (!wasAnswered()) isComplete = false;
  } finally {
    progress.end();
    await slowDown();
  }
  return isComplete ? EXIT.answered : EXIT.unanswered;
}

/** Asks for one input; what it gives back prints the answer once it is its turn, and says if it is one. */
async function answer(
  engine: Engine,
  input: string,
  { line, progress }: { readonly line: CommandLine; readonly progress: Progress },
): Promise<() => boolean> {
  const serial = serialIn(input);
  const card = serial && (await askFor(engine, serial, line));
  progress.answered();
  return () => {
    progress.makeRoom();
    if (!card) return printNotASerial(input, line);
    if (line.json) printJson(jsonLine(card, line.language));
    else for (const each of textLines(card, line.language)) print(each);
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

/** A code that is not a serial names no device here. It may be a secret, so only its masked form is shown. */
function printNotASerial(input: string, { json, language }: CommandLine): false {
  const code = classifyCode(input);
  const kind = say(language, `code.${code.kind}`);
  if (json) printJson({ input: code.input, error: 'notASerial', kind: code.kind });
  else print(say(language, 'cli.check.notASerial', { input: code.input, kind }));
  return false;
}

/** Who calls this command says that it is a serial, so that an ambiguous text is taken for one if it can be. */
function serialIn(input: string): SerialNumber | undefined {
  const code = classifyCode(input);
  const text = code.kind === 'serial' ? code.value : input.trim().toUpperCase();
  if (!['serial', 'ambiguous', 'unknown'].includes(code.kind)) return undefined;
  const parsed = serialNumberSchema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

async function hurry(
  engine: Engine,
  { cached, sandbox }: CommandLine,
): Promise<() => Promise<void>> {
  if (!sandbox || cached) return () => Promise.resolve();
  const status = await engine.calls['status.read']({});
  const before = status.ok ? status.value.speed : undefined;
  await engine.calls['sandbox.setSpeed']({ speed: HURRY });
  return async () => {
    const speed = before === 60 || before === HURRY ? before : 1;
    await engine.calls['sandbox.setSpeed']({ speed });
  };
}
