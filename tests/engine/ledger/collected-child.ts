import { openLedger } from '../../../src/engine/ledger/ledger.ts';

// Keeps one function of the ledger alone, lets everything else be collected, and appends with it.
const [folder = ''] = process.argv.slice(2);
const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
const { append } = (() => {
  const opened = openLedger({ folder, mode: 'live', bench: 'bench-1', clock });
  if (!opened.ok) throw new Error(opened.error.detail);
  return { append: opened.value.append };
})();
for (let round = 0; round < 20; round += 1) {
  await new Promise((resolve) => setImmediate(resolve));
  (globalThis as { gc?: () => void }).gc?.();
  const happening = { type: 'handedOver', data: {} } as const;
  const appended = append({ happening, serial: null, caseId: null, operator: 'Ada' });
  if (!appended.ok) throw new Error(appended.error.detail);
}
process.stdout.write('20 appended\n');
