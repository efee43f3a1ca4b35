import { writeSync } from 'node:fs';
import { openLedger } from '../../../src/engine/ledger/ledger.ts';

// Appends until it is killed, and prints each id once it was acknowledged.
const [folder = ''] = process.argv.slice(2);
const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
const opened = openLedger({ folder, mode: 'live', bench: 'bench-1', clock });
if (!opened.ok) throw new Error(opened.error.detail);
for (;;) {
  const happening = { type: 'handedOver', data: {} } as const;
  const appended = opened.value.append({ happening, serial: null, caseId: null, operator: 'Ada' });
  if (!appended.ok) throw new Error(appended.error.detail);
  writeSync(1, `${appended.value.id}\n`);
}
