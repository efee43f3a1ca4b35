import { describe, expect, it } from 'vitest';
import { benchLackSchema, slotsSchema } from '../../../../src/contract/bench.ts';
import { deviceFamilySchema } from '../../../../src/core/facts/device-facts.ts';
import { deviceSymptomSchema } from '../../../../src/core/facts/device-symptom.ts';
import { CATALOGUES, say } from '../../../../src/core/words/words.ts';
import {
  COMMANDS,
  guideFor,
  RULE_STEP,
  STEP_COUNTS,
  topicOf,
  type HelpTopic,
} from '../../../../src/renderer/features/bench/help-topics.ts';
import { anOccupant, NOW } from '../../builders.ts';

const languages = Object.keys(CATALOGUES) as (keyof typeof CATALOGUES)[];
const topics = Object.keys(STEP_COUNTS) as HelpTopic[];
const platforms = slotsSchema.shape.platform.options;
const guides = topics.flatMap((topic) =>
  platforms.flatMap((platform) =>
    deviceFamilySchema.options.map((family) => guideFor(topic, platform, family)),
  ),
);
const paths = new Set(
  guides.flatMap(({ title, why, steps, still, note = still }) => [
    title,
    why,
    ...steps,
    still,
    note,
  ]),
);

describe('the guides', () => {
  it('are there for every symptom of a device and everything that a bench may lack', () => {
    const wanted = [...deviceSymptomSchema.options, ...benchLackSchema.options];
    expect(topics).toEqual(expect.arrayContaining(wanted));
  });

  it.each(languages)('have all their words in %s', (language) => {
    expect([...paths].filter((path) => say(language, path) === path)).toEqual([]);
  });

  it.each(languages)('have no step in %s that no guide shows', (language) => {
    const steps = leaves(CATALOGUES[language]).filter((path) => /^guide\..*step\d$/.test(path));
    expect(steps.filter((path) => !paths.has(path))).toEqual([]);
  });

  it.each(languages)('have a name in %s for a tile of the smallest window', (language) => {
    const words = deviceSymptomSchema.options.map((name) => say(language, `ui.symptom.${name}`));
    expect(words.filter((word) => word.length > 14 || word.startsWith('ui.'))).toEqual([]);
  });

  it('have their commands at steps that are shown', () => {
    expect([...Object.keys(COMMANDS), RULE_STEP].filter((step) => !paths.has(step))).toEqual([]);
  });

  it('say what the platform of this computer needs', () => {
    expect(guideFor('noDaemon', 'windows', 'unknown').steps).toEqual([
      'guide.noDaemon.windows.step1',
      'guide.noDaemon.windows.step2',
    ]);
    expect(guideFor('trustPending', 'linux', 'iPhone').note).toBe('guide.note.linuxAsks');
    expect(guideFor('trustPending', 'macos', 'iPhone').note).toBeUndefined();
  });

  it('say which buttons the device has', () => {
    expect(guideFor('recovery', 'windows', 'Mac').steps[0]).toBe('guide.recovery.Mac.step1');
    expect(guideFor('recovery', 'windows', 'unknown').steps[0]).toBe('guide.recovery.iPhone.step1');
  });
});

describe('what a device needs help with', () => {
  it('is its symptom before its mode', () => {
    expect(topicOf(anOccupant({ mode: 'dfu', symptom: 'reEnumerating' }))).toBe('reEnumerating');
    expect(topicOf(anOccupant({ mode: 'dfu' }))).toBe('recovery');
  });

  it('is nothing while all is well, and nothing while it is away', () => {
    expect(topicOf(anOccupant())).toBeUndefined();
    expect(topicOf(anOccupant({ symptom: 'locked', goneSince: NOW }))).toBeUndefined();
  });
});

function leaves(node: object, above: readonly string[] = []): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const path = [...above, key];
    return typeof value === 'object' && value !== null ? leaves(value, path) : [path.join('.')];
  });
}
