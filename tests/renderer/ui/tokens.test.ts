import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { laneSchema, type Lane } from '../../../src/core/verdict/lane.ts';
import { contrast, difference, rgbOf, seenWith, type Deficiency, type Rgb } from './oklch.ts';

const css = readFileSync(new URL('../../../src/renderer/ui/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const lanes = laneSchema.options;

/** The tokens of the first block of a theme; a block for more contrast comes after both. */
function tokensOf(theme: Theme): ReadonlyMap<string, Rgb> {
  const start = css.indexOf(`:root[data-theme='${theme}'] {`);
  const block = css.slice(start, css.indexOf('}', start));
  const found = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return new Map(
    [...found].map(
      ([, name, l, c, h]) => [name ?? '', rgbOf(Number(l), Number(c), Number(h))] as const,
    ),
  );
}

function token(theme: Theme, name: string): Rgb {
  const colour = tokensOf(theme).get(name);
  if (!colour) throw new Error(`no token ${name} in ${theme}`);
  return colour;
}

const bands = (theme: Theme) =>
  lanes.map((lane) => ({ lane, colour: token(theme, `lane-${lane}`) }));

/** The two lanes of a theme that look most alike, and by how much they differ. */
function closest(theme: Theme, seen: (colour: Rgb) => Rgb): { pair: string; by: number } {
  const colours = bands(theme).map(({ lane, colour }) => ({ lane, colour: seen(colour) }));
  const pairs = colours.flatMap((one, index) =>
    colours.slice(index + 1).map((other) => ({
      pair: `${one.lane} and ${other.lane}`,
      by: difference(one.colour, other.colour),
    })),
  );
  return pairs.reduce((least, pair) => (pair.by < least.by ? pair : least));
}

describe.each(themes)('in the %s theme', (theme) => {
  it.each(lanes)('the word on the band of %s has a contrast of AA for text', (lane: Lane) => {
    expect(contrast(token(theme, `on-${lane}`), token(theme, `lane-${lane}`))).toBeGreaterThan(4.5);
  });

  it.each(lanes)('the ink of %s has a contrast of AA on every ground', (lane: Lane) => {
    for (const ground of ['page', 'surface', 'sunken']) {
      expect(contrast(token(theme, `ink-${lane}`), token(theme, ground))).toBeGreaterThan(4.5);
    }
  });

  it.each([
    ['text', 'page', 4.5],
    ['text', 'sunken', 4.5],
    ['muted', 'page', 4.5],
    ['muted', 'surface', 4.5],
    ['muted', 'sunken', 4.5],
    ['on-fill', 'fill', 4.5],
    ['on-fill', 'fill-hover', 4.5],
    ['on-sandbox', 'sandbox', 4.5],
    ['on-sandbox', 'sandbox-stripe', 4.5],
    ['line-strong', 'page', 3],
    ['line-strong', 'surface', 3],
    ['focus', 'page', 3],
    ['focus', 'surface', 3],
  ])('%s on %s has at least %d', (name, ground, least) => {
    expect(contrast(token(theme, name), token(theme, ground))).toBeGreaterThan(least);
  });

  it('every band stands out from the page', () => {
    const distances = bands(theme).map(({ colour }) => difference(colour, token(theme, 'page')));
    expect(Math.min(...distances)).toBeGreaterThan(8);
  });

  it('no two lanes look alike', () => {
    expect(closest(theme, (colour) => colour).by).toBeGreaterThan(12);
  });

  it.each<Deficiency>(['protanopia', 'deuteranopia', 'tritanopia'])(
    'no two lanes look alike with %s',
    (deficiency) => {
      expect(closest(theme, (colour) => seenWith(deficiency, colour)).by).toBeGreaterThan(5.5);
    },
  );
});
