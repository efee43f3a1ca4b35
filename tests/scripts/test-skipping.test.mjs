import { expect, it } from 'vitest';
import { Advice } from '../../scripts/setup/advice.mjs';
import { orSkipped } from '../../scripts/test-skipping.mjs';

const all = ['unit', 'e2e', 'kernel', 'packaged'];
const part = { title: 'Tests on a Linux kernel', mayBeSkipped: true, chosen: all };
const cannot = () => Promise.reject(new Advice('qemu cannot be installed here.'));

it('a part that cannot be set up is counted as skipped, and says why', async () => {
  const said = [];
  const counted = await orSkipped(cannot, part, (line) => said.push(line));
  expect(counted).toEqual({ passed: 0, failed: 0, skipped: 1 });
  expect(said.join()).toContain('Tests on a Linux kernel: skipped\nqemu cannot be installed here.');
});

it('a part that was asked for by its name is not skipped', async () => {
  await expect(orSkipped(cannot, { ...part, chosen: ['kernel'] })).rejects.toThrow('qemu');
});

it('a part that every computer can run is not skipped', async () => {
  await expect(orSkipped(cannot, { ...part, mayBeSkipped: false })).rejects.toThrow('qemu');
});

it('a bug in a part is not taken for a computer that cannot run it', async () => {
  const bug = () => Promise.reject(new TypeError('undefined is not a function'));
  await expect(orSkipped(bug, part)).rejects.toThrow(TypeError);
});

it('a part that runs is counted as it says', async () => {
  const counted = { passed: 20, failed: 0, skipped: 0 };
  expect(await orSkipped(() => Promise.resolve(counted), part)).toBe(counted);
});
