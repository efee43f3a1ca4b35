import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Advice } from '../../scripts/setup/advice.mjs';
import { prepare } from '../../scripts/setup/prepare.mjs';

let said = '';
let lockFolder = '';

beforeEach(() => {
  said = '';
  lockFolder = mkdtempSync(join(tmpdir(), 'prepare-'));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(lockFolder, { recursive: true });
});

function aStep({ ready = false, make = async () => 'made it' } = {}) {
  const step = {
    name: 'Step',
    made: 0,
    look: () => ({ ready: ready || step.made > 0, text: 'is there' }),
    make: async (line) => {
      step.made += 1;
      return make(line);
    },
  };
  return step;
}

describe('prepare', () => {
  it('skips a step that is done and says so in one line', async () => {
    const step = aStep({ ready: true });
    await prepare([step], { lockFolder });
    expect(step.made).toBe(0);
    expect(said).toBe('Step: is there\n');
  });

  it('says nothing of a step that is done when it is to be quiet', async () => {
    await prepare([aStep({ ready: true })], { quiet: true });
    expect(said).toBe('');
  });

  it('does what is missing, once, and says what it did', async () => {
    const step = aStep();
    await prepare([step], { lockFolder });
    await prepare([step], { lockFolder, quiet: true });
    expect(step.made).toBe(1);
    expect(said).toMatch(/^Step: made it \(0\.\d s\)\n$/);
  });

  it('does a step once when two set-ups run side by side', async () => {
    const step = aStep();
    await Promise.all([prepare([step], { lockFolder }), prepare([step], { lockFolder })]);
    expect(step.made).toBe(1);
  });

  it('takes over the lock of a set-up that died', async () => {
    // No process has this number: it is above the largest that Linux, macOS or Windows give out.
    writeFileSync(join(lockFolder, 'set-up.lock'), '999999999');
    const step = aStep();
    await prepare([step], { lockFolder });
    expect(step.made).toBe(1);
  });

  it('stops at the first step that fails and keeps its sentence', async () => {
    const failing = aStep({ make: () => Promise.reject(new Advice('Do this.')) });
    const next = aStep();
    await expect(prepare([failing, next], { lockFolder })).rejects.toThrow('Do this.');
    expect(next.made).toBe(0);
    expect(said).toBe('Step: failed\n');
  });
});
