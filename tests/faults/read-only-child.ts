import { execFileSync } from 'node:child_process';
import { openLedger } from '../../src/engine/ledger/ledger.ts';

// Opens the ledger of a disk that can only be read, once with a ledger on it and once without.
const [disk = ''] = process.argv.slice(2);
const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
const options = { folder: disk, bench: 'bench-1', clock } as const;
const live = openLedger({ ...options, mode: 'live' });
if (live.ok) live.value.close();
execFileSync('mount', ['-o', 'remount,ro', disk]);
const codes = (['live', 'sandbox'] as const).map((mode) => {
  const opened = openLedger({ ...options, mode });
  return opened.ok ? 'ok' : opened.error.code;
});
process.stdout.write(JSON.stringify({ before: live.ok, codes }));
