import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UsbBus } from '../core/ports.ts';
import { say, type Language } from '../core/words/words.ts';
import { createNodeUsbBus } from '../engine/bench/bus/node-usb-bus.ts';
import { ledgerPath } from '../engine/ledger/ledger-file.ts';
import { verifyLedgerFile } from '../engine/ledger/ledger-reader.ts';
import type { CommandLine } from './command-line.ts';
import { dataHome, modeFolder } from './data-folder.ts';
import { EXIT } from './exit-codes.ts';
import { print, printJson } from './output.ts';
import type { Done } from './run-command.ts';

/** One line of the report; the same three states as scripts/doctor.mjs. */
interface Finding {
  readonly state: 'ready' | 'note' | 'MISSING';
  readonly name: string;
  readonly text: string;
}

/** What is ready on this machine and what is missing. Changes nothing. */
export async function doctor({ json, language, words }: CommandLine): Promise<Done> {
  const [extra] = words;
  if (extra !== undefined) return { key: 'command', params: { command: `doctor ${extra}` } };
  const findings = [
    ...setUp(language),
    dataFolder(language),
    ...(['live', 'sandbox'] as const).map((mode) => ledgerState(mode, language)),
    await usbBus(language, await createNodeUsbBus()),
  ];
  for (const finding of findings) {
    if (json) printJson(finding);
    else print(`${finding.state.padEnd(8)}${finding.name}: ${finding.text}`);
  }
  const isMissing = findings.some(({ state }) => state === 'MISSING');
  return isMissing ? EXIT.failed : EXIT.answered;
}

/** What the script calls its lines, and the words for them. */
const SET_UP: Readonly<Record<string, string>> = {
  Packages: 'packages',
  'System packages': 'systemPackages',
  Electron: 'electron',
  Bundles: 'bundles',
  'Node of this shell': 'node',
  Display: 'display',
  'Stand-in': 'standIn',
  'Downloads are kept in': 'downloads',
};

/** The set-up is known to its own script, which a packaged app does not have, and which speaks English. */
function setUp(language: Language): Finding[] {
  const script = fileURLToPath(new URL('../../scripts/doctor.mjs', import.meta.url));
  if (!existsSync(script)) return [];
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, state, name, english] = /^(ready|note|MISSING)\s+([^:]+): (.*)$/.exec(line) ?? [];
    if (name === undefined || english === undefined) return [];
    const key = SET_UP[name];
    const own = key === undefined ? name : say(language, `cli.doctor.setUp.${key}`);
    // A version or a path is the same in every language.
    const isValue = /^\S*[\d/\\]\S*$/.test(english);
    const text = isValue ? english : say(language, 'cli.doctor.inEnglish', { text: english });
    return [{ state: state as Finding['state'], name: own, text }]; // one of the three by the pattern
  });
}

function dataFolder(language: Language): Finding {
  const name = say(language, 'cli.doctor.dataFolder');
  const folder = dataHome();
  if (isWritable(folder)) return { state: 'ready', name, text: folder };
  if (!existsSync(folder) && isWritable(firstExisting(folder))) {
    return { state: 'ready', name, text: say(language, 'cli.doctor.notYet', { folder }) };
  }
  return { state: 'MISSING', name, text: say(language, 'cli.doctor.notWritable', { folder }) };
}

function ledgerState(mode: 'live' | 'sandbox', language: Language): Finding {
  const name = say(language, `cli.doctor.ledger.${mode}`);
  const file = ledgerPath(modeFolder(mode), mode);
  if (!existsSync(file)) {
    return { state: 'note', name, text: say(language, 'cli.doctor.noLedger') };
  }
  const verified = verifyLedgerFile(file);
  if (!verified.ok) {
    return { state: 'MISSING', name, text: say(language, `failure.${verified.error.code}.text`) };
  }
  const { events, checkpoints, firstBreak, head } = verified.value;
  if (firstBreak === undefined) {
    const text = say(language, 'cli.ledger.holds', { events, checkpoints, head });
    return { state: 'ready', name, text };
  }
  const text = say(language, 'cli.ledger.broken', { sequence: firstBreak, events });
  return { state: 'MISSING', name, text };
}

/** A machine without a bus can still do everything by scanner: worth a note, not a fault. */
export async function usbBus(language: Language, bus: UsbBus): Promise<Finding> {
  const name = say(language, 'cli.doctor.usb');
  const note = noteOn(bus);
  if (note !== undefined) return { state: 'note', name, text: say(language, `cli.doctor.${note}`) };
  const count = (await bus.list()).length;
  return { state: 'ready', name, text: say(language, 'cli.doctor.usbDevices', { count }) };
}

function noteOn({ unavailable, lacks = [] }: UsbBus) {
  if (lacks.includes('package')) return 'noUsbPackage';
  return unavailable ?? (lacks.includes('events') ? 'usbByLooking' : undefined);
}

function firstExisting(folder: string): string {
  let current = folder;
  while (!existsSync(current) && path.dirname(current) !== current) current = path.dirname(current);
  return current;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
