import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { evidenceZip } from '../../../src/engine/documents/evidence.ts';
import { aLedger, appendMany, START, valueOf } from '../ledger/a-ledger.ts';

const made = { at: START, bench: 'bench-1', photosLeftOut: 0 };

describe('the evidence of a long ledger', () => {
  it('is made in turns, so that scans go on meanwhile', async () => {
    const ledger = aLedger();
    appendMany(ledger, 4_000);
    valueOf(ledger.checkpoint());
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const zip = await evidenceZip(ledger, [], made);
    isDone = true;
    expect(turns).toBeGreaterThan(15);
    const lines = strFromU8(unzipSync(zip)['ledger.jsonl'] ?? new Uint8Array())
      .trim()
      .split('\n');
    const sequences = lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence);
    expect(sequences).toEqual(Array.from({ length: 4_000 }, (_none, index) => index + 1));
  });

  it('ends at the checkpoint that covers it, whatever happens while it is made', async () => {
    const ledger = aLedger();
    appendMany(ledger, 450);
    valueOf(ledger.checkpoint());
    const making = evidenceZip(ledger, [], made);
    appendMany(ledger, 100);
    const files = unzipSync(await making);
    const lines = strFromU8(files['ledger.jsonl'] ?? new Uint8Array())
      .trim()
      .split('\n');
    const checkpoints = JSON.parse(strFromU8(files['checkpoints.json'] ?? new Uint8Array())) as {
      length: number;
    }[];
    expect(lines).toHaveLength(450);
    expect(checkpoints.at(-1)?.length).toBe(450);
  });

  it('of an empty ledger is an empty list, and no error', async () => {
    const files = unzipSync(await evidenceZip(aLedger(), [], made));
    expect(Object.keys(files).toSorted()).toEqual([
      'checkpoints.json',
      'ledger.jsonl',
      'manifest.json',
      'verify.html',
    ]);
    expect(files['ledger.jsonl']).toHaveLength(0);
  });
});
