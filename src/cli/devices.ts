import type { BenchLack, Slots } from '../contract/bench.ts';
import { say } from '../core/words/words.ts';
import type { Engine, Reply } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { deviceLine, hasDevice, headLine, slotJson } from './device-lines.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { complain, print, printJson } from './output.ts';
import { pause } from './pause.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

/** A visitor: it pairs with no device, and writes nothing down. */
const LOOKING: Wanted = { role: 'visitor', clouds: 'none', tasks: ['watch'] };
/** For a list once: a device that has said nothing by then is listed as it is. */
const FIRST_ANSWERS = 5_000;
const LOOK_EVERY = 100;
/** What comes or goes is shown at once, what changes by itself with the next look. */
const LOOK_AGAIN = 2_000;

/** The devices on the slots of this bench, once or as they come and go. Asks no cloud. */
export async function devices(line: CommandLine): Promise<Done> {
  const [extra] = line.words;
  if (extra !== undefined) return { key: 'extra', params: { command: 'devices', extra } };
  return withEngine({ ...line, cached: true }, LOOKING, (engine) =>
    line.watch ? watch(engine, line) : list(engine, line),
  );
}

async function list(engine: Engine, line: CommandLine): Promise<ExitCode> {
  const view = await firstLook(engine);
  return showIn(view, line, nothingShown());
}

/** Prints a slot again each time that something about its device has changed, until Ctrl+C. */
async function watch(engine: Engine, line: CommandLine): Promise<ExitCode> {
  let wake = (): void => undefined;
  engine.subscribe((news) => {
    if (news === 'bench.slotsChanged') wake();
  });
  const shown = nothingShown();
  let view = await firstLook(engine);
  for (;;) {
    const code = showIn(view, line, shown);
    if (code !== EXIT.answered) return code;
    const change = new Promise<void>((resolve) => (wake = resolve));
    await Promise.race([change, pause(LOOK_AGAIN)]);
    view = await engine.calls['bench.slots']({});
  }
}

/** The slots once all that is plugged in is known and has said what it says, or when the time is up. */
async function firstLook(engine: Engine): Promise<Reply<Slots>> {
  const until = Date.now() + FIRST_ANSWERS;
  for (;;) {
    const view = await engine.calls['bench.slots']({});
    if (!view.ok || isSettled(view.value) || Date.now() >= until) return view;
    await pause(LOOK_EVERY);
  }
}

/** Only devices that are switched on are asked anything; what keeps one from answering is an answer too. */
function isSettled({ isListing, slots }: Slots): boolean {
  return (
    !isListing &&
    slots.filter(hasDevice).every(({ occupant: { mode, symptom, productType, osVersion } }) => {
      const isAsked = mode === 'normal';
      return !isAsked || (symptom ?? productType ?? osVersion) !== undefined;
    })
  );
}

/** What was printed last of each slot, and what was complained of. */
interface Shown {
  readonly slots: Map<number, string>;
  readonly lacks: Set<BenchLack | 'device'>;
}

function nothingShown(): Shown {
  return { slots: new Map(), lacks: new Set() };
}

function showIn(view: Reply<Slots>, line: CommandLine, shown: Shown): ExitCode {
  if (!view.ok) {
    complainOf(view.error, line.language);
    return EXIT.failed;
  }
  complainOfLacks(view.value, line, shown);
  showChanged(view.value, line, shown);
  return EXIT.answered;
}

/** Each once. */
function complainOfLacks({ lacks, slots }: Slots, { language }: CommandLine, shown: Shown): void {
  const isFirst = shown.slots.size === 0;
  const none = isFirst && !slots.some(hasDevice) ? (['device'] as const) : [];
  for (const lack of [...lacks, ...none].filter((each) => !shown.lacks.has(each))) {
    complain(say(language, `cli.devices.lacks.${lack}`));
    shown.lacks.add(lack);
  }
}

/** A slot that was empty from the start is not worth a line; one that is forgotten is empty. */
function showChanged({ slots }: Slots, line: CommandLine, shown: Shown): void {
  const numbers = new Set([...shown.slots.keys(), ...slots.map(({ number }) => number)]);
  for (const number of [...numbers].toSorted((one, other) => one - other)) {
    const slot = slots.find((each) => each.number === number) ?? { number };
    const text = JSON.stringify(slotJson(slot));
    const before = shown.slots.get(number) ?? JSON.stringify(slotJson({ number }));
    if (text === before) continue;
    if (shown.slots.size === 0 && !line.json) print(headLine(line.language));
    shown.slots.set(number, text);
    if (line.json) printJson(slotJson(slot));
    else print(deviceLine(slot, line.language));
  }
}
