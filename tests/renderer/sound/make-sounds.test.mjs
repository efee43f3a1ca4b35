import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  EARCONS,
  heardEnergy,
  SAMPLE_RATE,
  synthesize,
  wavFile,
} from '../../../scripts/make-sounds.mjs';

const names = Object.keys(EARCONS);

/** Beats, how long each is, and whether the pitch goes up, down or nowhere: what the ear tells sounds apart by. */
function shapeOf(notes) {
  const lengths = notes.map(({ long }) => (long <= 60 ? 'short' : long <= 130 ? 'middle' : 'long'));
  const pitches = notes.flatMap(({ from, to = from }) => [from, to]);
  const steps = pitches.slice(1).map((pitch, index) => Math.sign(pitch - pitches[index]));
  const hardness = notes.some(({ rough }) => rough) ? 'hard' : 'soft';
  return [...lengths, steps.filter(Boolean).join(''), hardness].join(' ');
}

describe('the earcons', () => {
  it('are one per lane and one per outcome of a check-in', () => {
    expect(names).toHaveLength(13);
  });

  it.each(names)('%s lasts no longer than 250 ms', (name) => {
    expect(synthesize(EARCONS[name]).length / SAMPLE_RATE).toBeLessThanOrEqual(0.2501);
  });

  it.each(names)('%s is as loud as the others', (name) => {
    const loudness = heardEnergy(EARCONS[name], synthesize(EARCONS[name]));
    expect(10 * Math.log10(loudness / 0.045)).toBeCloseTo(0, 0);
  });

  it.each(names)('%s is not cut at its peaks', (name) => {
    const peak = Math.max(...synthesize(EARCONS[name]).map(Math.abs));
    expect(peak).toBeLessThan(0.99);
  });

  it('differ in rhythm or contour, not only in pitch', () => {
    const shapes = names.map((name) => shapeOf(EARCONS[name]));
    expect(new Set(shapes).size).toBe(names.length);
  });

  it.each(names)('%s in assets is what the script makes', (name) => {
    const file = readFileSync(new URL(`../../../assets/sounds/${name}.wav`, import.meta.url));
    expect(file.equals(wavFile(synthesize(EARCONS[name])))).toBe(true);
  });
});
