import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openLedger } from '../../src/engine/ledger/ledger.ts';

// Fills the disk under an open ledger, makes room again, and prints what the ledger said meanwhile.
const [disk = ''] = process.argv.slice(2);
const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
const options = { mode: 'live', bench: 'bench-1', clock } as const;
const ballast = path.join(disk, 'ballast');
const acknowledged: string[] = [];

const ledger = open(disk);
append();
fill();
let refusal = append();
while (refusal === 'ok') refusal = append();
const again = append();
mkdirSync(path.join(disk, 'other'));
fill();
const fresh = openLedger({ ...options, folder: path.join(disk, 'other') });
const readable = ledger.newest(['handedOver'], 1e6).length;
rmSync(ballast);
const afterwards = append();
ledger.close();

const reopened = open(disk);
const onDisk = new Set(reopened.newest(['handedOver'], 1e6).map(({ id }) => id));
const { events, firstBreak } = reopened.verify();
const lost = acknowledged.filter((id) => !onDisk.has(id)).length;
const opening = fresh.ok ? 'ok' : fresh.error.code;
const counts = { readable, events, acknowledged: acknowledged.length, lost };
process.stdout.write(
  JSON.stringify({ refusal, again, opening, afterwards, firstBreak, ...counts }),
);

function open(folder: string) {
  const opened = openLedger({ ...options, folder });
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

function append(): string {
  const happening = { type: 'handedOver', data: {} } as const;
  const appended = ledger.append({ happening, serial: null, caseId: null, operator: 'Ada' });
  if (!appended.ok) return appended.error.code;
  acknowledged.push(appended.value.id);
  return 'ok';
}

function fill(): void {
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // No room left for a piece of this size.
    }
  }
}
