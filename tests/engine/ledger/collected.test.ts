import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aFolder } from './a-ledger.ts';

const CHILD = fileURLToPath(new URL('collected-child.ts', import.meta.url));

describe('the open file', () => {
  it('outlives garbage collection when only one function of the ledger is held', () => {
    const output = execFileSync(process.execPath, ['--expose-gc', CHILD, aFolder()]);
    expect(output.toString()).toBe('20 appended\n');
  });
});
