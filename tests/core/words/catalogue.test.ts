import { describe, expect, it } from 'vitest';
import { failureCodeSchema } from '../../../src/contract/protocol.ts';
import { laneSchema } from '../../../src/core/verdict/lane.ts';
import { REASON_CODES, WARNING_CODES } from '../../../src/core/verdict/reasons.ts';
import { CATALOGUES } from '../../../src/core/words/words.ts';

const LANGUAGES = Object.entries(CATALOGUES);
const EN = leavesOf(CATALOGUES.en);

describe('the catalogue', () => {
  it.each(LANGUAGES)('has in %s exactly the keys of English', (_language, catalogue) => {
    expect([...leavesOf(catalogue).keys()]).toEqual([...EN.keys()]);
  });

  it.each(LANGUAGES)('has in %s the placeholders of English', (_language, catalogue) => {
    const different = [...leavesOf(catalogue)].filter(
      ([path, text]) => placeholders(text) !== placeholders(EN.get(path) ?? ''),
    );
    expect(different).toEqual([]);
  });

  it('is translated: no sentence of more than two words is the same in German', () => {
    const same = [...leavesOf(CATALOGUES.de)].filter(([path, text]) => text === EN.get(path));
    const words = (text: string) => text.replace(/\{\w+\}/g, '').match(/[\p{L}]{2,}/gu) ?? [];
    expect(same.filter(([, text]) => words(text).length > 2)).toEqual([]);
  });

  it.each(LANGUAGES)(
    'is tidy in %s: nothing empty, no blanks doubled or at the ends',
    (_, catalogue) => {
      const untidy = [...leavesOf(catalogue)].filter(([, text]) => /^\s|\s$|\s\s|^$/.test(text));
      // The command line sets columns with blanks.
      expect(untidy.filter(([path]) => !path.startsWith('cli.'))).toEqual([]);
    },
  );
});

describe.each(LANGUAGES)('in %s', (_language, catalogue) => {
  const leaves = leavesOf(catalogue);

  it('every reason has a sentence and a next step, and no reason is left over', () => {
    const wanted = REASON_CODES.flatMap((code) => [`reason.${code}.text`, `reason.${code}.next`]);
    expect(keysUnder(leaves, 'reason')).toEqual(wanted.toSorted());
  });

  it('every failure has a sentence and a next step, and no failure is left over', () => {
    const wanted = failureCodeSchema.options.flatMap((code) => [
      `failure.${code}.text`,
      `failure.${code}.next`,
    ]);
    expect(keysUnder(leaves, 'failure')).toEqual(wanted.toSorted());
  });

  it('every warning has a sentence, and no warning is left over', () => {
    const codes = new Set(keysUnder(leaves, 'warning').map((path) => path.split('.')[1]));
    expect(codes).toEqual(new Set(WARNING_CODES));
  });

  it('every lane has its word', () => {
    const missing = laneSchema.options.filter((lane) => !leaves.get(`lane.${lane}.word`));
    expect(missing).toEqual([]);
  });

  it('every sentence of a reason, a warning or a failure ends like a sentence', () => {
    const sentences = [...leaves].filter(([path]) => /^(reason|warning|failure)\./.test(path));
    // A failure of cloud work is a sentence of its own (job-failures.test.ts).
    expect(sentences.filter(([, text]) => !/([.?!]|\{failure(Next)?\})$/.test(text))).toEqual([]);
  });

  it('no sentence says an identifier of the code', () => {
    const sentences = [...leaves].filter(([path]) => /^(reason|warning|failure)\./.test(path));
    const bare = sentences.map(([path, text]) => [path, text.replace(/\{\w+\}/g, '')] as const);
    expect(bare.filter(([, text]) => /\b[a-z]{2,}[A-Z]\w*|_|null|undefined/.test(text))).toEqual(
      [],
    );
  });
});

/** Every text by its dotted path, in the order of the file. */
function leavesOf(node: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof node !== 'object' || node === null) return new Map([[path.join('.'), String(node)]]);
  return new Map(
    Object.entries(node).flatMap(([key, value]) => [...leavesOf(value, [...path, key])]),
  );
}

function keysUnder(leaves: ReadonlyMap<string, string>, section: string): string[] {
  return [...leaves.keys()].filter((path) => path.startsWith(`${section}.`)).toSorted();
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted().join(' ');
}
