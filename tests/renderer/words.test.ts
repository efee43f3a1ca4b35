import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { laneSchema } from '../../src/core/verdict/lane.ts';
import { REASON_CODES } from '../../src/core/verdict/reasons.ts';
import { fixKindSchema } from '../../src/core/verdict/verdict.ts';
import { CATALOGUES, say } from '../../src/core/words/words.ts';
import { wordLines } from '../../src/renderer/features/bench/verdict-words.ts';

const folder = new URL('../../src/renderer/', import.meta.url).pathname;
const languages = Object.keys(CATALOGUES) as (keyof typeof CATALOGUES)[];

/** Every path that stands whole in the source; those put together at run time are walked below. */
function pathsInSource(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return [
    ...new Set([...texts.matchAll(/'((?:ui|lane|fix)\.[\w.]+)'/g)].map(([, path]) => path ?? '')),
  ];
}

/** Only the leaves say something; a path that is not there comes back as it went in. */
const isSaid = (language: (typeof languages)[number], path: string) =>
  say(language, path, { count: 1 }) !== path;

describe.each(languages)('in %s', (language) => {
  it('every sentence that the window names is in the catalogue', () => {
    const paths = pathsInSource();
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => !isSaid(language, path))).toEqual([]);
  });

  it('every lane has its word and second line', () => {
    const others = laneSchema.options
      .filter((lane) => lane !== 'fix')
      .map((lane) => `lane.${lane}.second`);
    const words = laneSchema.options.map((lane) => `lane.${lane}.word`);
    expect([...words, ...others].filter((path) => !isSaid(language, path))).toEqual([]);
  });

  it('every fix has its second line, its button and its explanation', () => {
    const paths = fixKindSchema.options.flatMap((fix) =>
      ['second', 'action', 'confirm'].map((part) => `fix.${fix}.${part}`),
    );
    expect(paths.filter((path) => !isSaid(language, path))).toEqual([]);
  });

  it('every reason has a short form for tables', () => {
    const paths = REASON_CODES.map((code) => `ui.reasonShort.${code}`);
    expect(paths.filter((path) => !isSaid(language, path))).toEqual([]);
  });

  it('no line of the band is longer than it can carry', () => {
    const words = laneSchema.options.map((lane) => say(language, `lane.${lane}.word`));
    const lines = [...words, say(language, 'lane.done.handedOver')].flatMap(wordLines);
    expect(lines.filter((line) => line.length > 11)).toEqual([]);
  });
});
