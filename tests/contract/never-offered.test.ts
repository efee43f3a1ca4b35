import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { engineCalls } from '../../src/contract/calls.ts';
import { jobKindSchema } from '../../src/core/jobs/job.ts';

const SOURCE = join(import.meta.dirname, '../../src');

/** Leaving the organization cannot be undone: no line of the app knows Apple's or Intune's word for it. */
const WORDS = ['RELEASE_DEVICES', 'releaseAppleDevices'];

/** What the app is made of; the simulated clouds are told apart, since they say in words what they refuse. */
const FILES = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !file.startsWith(join(SOURCE, 'sandbox')));

it('the app cannot ask a cloud to release a device', () => {
  // The other orders of the same kind are found in the same way, so that an empty search would be noticed.
  expect(filesWith('ASSIGN_DEVICES')).not.toEqual([]);
  expect(filesWith('syncWithAppleDeviceEnrollmentProgram')).not.toEqual([]);
  expect(WORDS.flatMap(filesWith)).toEqual([]);
});

it('no call of the engine and no job releases a device', () => {
  const names = [...Object.keys(engineCalls), ...jobKindSchema.options];
  expect(names).toContain('campaign.retryJob');
  expect(names).toContain('reassign');
  expect(names.filter((name) => /release/i.test(name))).toEqual([]);
});

function filesWith(word: string): readonly string[] {
  return FILES.filter((file) =>
    readFileSync(file, 'utf8').toLowerCase().includes(word.toLowerCase()),
  );
}
