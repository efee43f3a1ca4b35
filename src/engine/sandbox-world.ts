import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECRET } from '../core/connections.ts';
import { classifyCode } from '../core/identifiers/classify-code.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { practiceSignIn } from './practice-sign-in.ts';
import type { World } from './world.ts';

/** The speeds that the operator can choose. */
const SPEEDS: readonly number[] = [1, 60, 600];
/** The first listing of a rehearsal is not worth waiting for. None of the speeds above, to be told from them. */
const HURRY = 90;

/** Changes of the simulated world are written down at the latest so long after they happened (wall clock). */
const SAVE_DELAY = 200;

/** The simulated world, continued where the last run in this folder left it, and written down when it is kept. */
export function sandboxWorld(folder: string, { isKept }: { readonly isKept: boolean }): World {
  const file = path.join(folder, 'sandbox-world.json');
  const saving = createSaving(file, () => sandbox.save());
  const sandbox = openSandbox(file, () => isKept && saving.soon());
  const { clock, controls } = sandbox;
  // A run that was killed in a hurry has written that down.
  if (!SPEEDS.includes(clock.speed)) clock.setSpeed(1);
  return {
    clock,
    fetch: sandbox.fetch,
    bus: sandbox.usb,
    probe: sandbox.probe,
    connections: sandbox.connections,
    practice: {
      secrets: practiceSecrets(sandbox),
      microsoftSignIn: practiceSignIn(sandbox.bearer.microsoft),
    },
    roster: rosterOf(sandbox),
    speed: () => clock.speed,
    hurry() {
      const before = clock.speed;
      clock.setSpeed(HURRY);
      return () => {
        if (clock.speed === HURRY) clock.setSpeed(before);
      };
    },
    sandbox: {
      ...controls,
      setSpeed: (speed) => clock.setSpeed(speed),
      barcodes: sandbox.barcodes,
    },
    close() {
      if (isKept) saving.now();
      clock.stop();
    },
  };
}

/** The private keys of the practice organizations: they open nothing but this sandbox. */
function practiceSecrets({ practiceKeys }: Sandbox): Record<string, string> {
  const keys = Object.entries(practiceKeys.apple);
  return Object.fromEntries(keys.map(([id, pem]) => [SECRET.appleKey(id), pem]));
}

function rosterOf(sandbox: Sandbox): World['roster'] {
  const names = new Map(
    sandbox.operators.map(({ badge, name }) => [classifyCode(badge).value, name]),
  );
  return {
    expectationOf: (serial) => sandbox.expectations.get(serial),
    serialsOfAssetTag: (tag) => {
      const serial = sandbox.assetTags.get(tag);
      return serial ? [serial] : [];
    },
    nameOfBadge: (badge) => names.get(badge),
  };
}

/** A world that cannot be read back is begun anew: it is a rehearsal, the ledger is what counts. */
function openSandbox(file: string, onChange: () => void): Sandbox {
  const saved = readSaved(file);
  if (saved === undefined) return createSandbox({ onChange });
  try {
    return createSandbox({ saved, onChange });
  } catch {
    return createSandbox({ onChange });
  }
}

function readSaved(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function createSaving(file: string, content: () => string) {
  let timer: NodeJS.Timeout | undefined;
  function now(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      writeFileSync(`${file}.new`, content());
      renameSync(`${file}.new`, file);
    } catch {
      // A full or read-only disk: the ledger tells the operator, the rehearsal goes on in memory.
    }
  }
  return {
    now,
    soon() {
      timer ??= setTimeout(now, SAVE_DELAY);
    },
  };
}
