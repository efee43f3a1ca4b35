import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { fillMirror } from '../../bench/fleet.ts';
import { START, temporaryMirror } from './temporary-mirror.ts';

describe('a fleet of thousands', () => {
  it('is the same for the same seed, with every device once', async () => {
    const { mirror } = temporaryMirror();
    const serials = await fillMirror(mirror, { devices: 1_500, readAt: START });
    const again = await fillMirror(mirror, { devices: 1_500, readAt: START + 1 });
    expect(again).toEqual(serials);
    expect([new Set(serials).size, mirror.count()]).toEqual([1_500, 1_500]);
  });

  it('is searched beyond the pages that the table answers quickly', async () => {
    const { mirror } = temporaryMirror();
    const serials = await fillMirror(mirror, { devices: 2_500, readAt: START });
    const sorted = serials.toSorted();
    const deep = await mirror.window({ search: '', offset: 2_400, limit: 5 });
    expect(deep).toEqual({ total: 2_500, matched: 2_500, serials: sorted.slice(2_400, 2_405) });
    const phones = await mirror.window({ search: 'iphone 14', offset: 0, limit: 1 });
    expect(phones.matched).toBe(500);
  });

  it('goes on being read after its database object could have been collected', async () => {
    const { mirror } = temporaryMirror();
    const [serial] = await fillMirror(mirror, { devices: 10, readAt: START });
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for (let time = 0; time < 5; time += 1) {
      collectGarbage();
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(serial && mirror.device(serial).hardware).toBeDefined();
  });

  it('whose file breaks in the middle is begun anew while the app goes on', async () => {
    const { mirror, file, clock } = temporaryMirror();
    const serials = await fillMirror(mirror, { devices: 1_500, readAt: START });
    mirror.close();
    const broken = createMirror({ file, clock });
    spoil(file);
    for (const serial of serials) broken.device(serial);
    await fillMirror(broken, { devices: 20, readAt: START + 1 });
    const facts = serials.slice(0, 20).map((serial) => broken.device(serial).hardware?.observedAt);
    expect(new Set(facts)).toEqual(new Set([START + 1]));
    expect(statSync(`${file}.aside`).size).toBeGreaterThan(100_000);
    broken.close();
  });

  it('knows nothing and keeps nothing once it is closed', async () => {
    const { mirror } = temporaryMirror();
    const [serial] = await fillMirror(mirror, { devices: 10, readAt: START });
    mirror.close();
    await fillMirror(mirror, { devices: 10, readAt: START + 1 });
    expect([serial && mirror.device(serial), mirror.count()]).toEqual([{ serial }, 0]);
  });
});

/** Overwrites everything behind the first pages, as a failing disk would. */
function spoil(file: string): void {
  const descriptor = openSync(file, 'r+');
  const size = statSync(file).size;
  writeSync(descriptor, Buffer.alloc(size - 40_960, 0xa5), 0, size - 40_960, 40_960);
  closeSync(descriptor);
}
