import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, isThere, read } from './files.ts';

const WRITTEN = ['.ts', '.tsx', '.mjs', '.css', '.md', '.json', '.html'];
const code = ['src', 'tests', 'scripts'].flatMap((folder) => filesBelow(folder, WRITTEN));
const documents = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs', ['.md'])];
const pages = filesBelow('docs/protocol', ['.md']).filter((page) => !page.endsWith('README.md'));

describe('facts about the clouds and USB', () => {
  const places = pages.flatMap((page) => headingsOf(page).map((heading) => `${page}#${heading}`));
  const citations = code.flatMap((file) =>
    [...read(file).matchAll(/docs\/protocol\/[\w.-]+(?:#[\w-]+)?/g)].map(([place]) => ({
      file,
      place,
    })),
  );

  it('are cited by a page and a heading that exist', () => {
    expect(citations.filter(({ place }) => !places.includes(place))).toEqual([]);
  });

  it('stand there only when something relies on them', () => {
    const cited = new Set(citations.map(({ place }) => place));
    expect(places.filter((place) => !cited.has(place))).toEqual([]);
  });

  it.each(pages)('say how they are known, each of them: %s', (page) => {
    const unmarked = factsOf(read(page)).filter(
      (fact) => !/\((documented|measured\s+by\s+others|believed)\b/.test(fact),
    );
    expect(unmarked).toEqual([]);
  });

  it.each(pages)('have a source under every heading: %s', (page) => {
    const text = read(page);
    const links = linksOf(text);
    const withoutSource = sectionsOf(text).filter(({ body }) => sourcesIn(body).length === 0);
    expect(withoutSource.map(({ title }) => title)).toEqual([]);
    expect(new Set(sourcesIn(text))).toEqual(new Set(links.keys()));
  });

  it.each(pages)('have sources that name a version or the day they were read: %s', (page) => {
    const undated = [...linksOf(read(page))].filter(([, { note }]) => !/\d/.test(note));
    expect(undated).toEqual([]);
  });
});

describe('what is cited', () => {
  it('is a document of this repository, unless it has an address', () => {
    const named = [...code, ...documents].flatMap((file) =>
      namesIn(read(file)).map((name) => ({ file, name })),
    );
    expect(named.filter(({ file, name }) => !leadsSomewhere(file, name))).toEqual([]);
  });

  it('by a section, is a public standard', () => {
    const sections = code.flatMap((file) => read(file).match(/(?<!RFC \d+ )§ ?\d.*/g) ?? []);
    expect(sections).toEqual([]);
  });

  it('as a decision, is one that was taken', () => {
    const kept = filesBelow('docs/adr', ['.md']).map((file) => path.basename(file).slice(0, 4));
    const named = [...code, ...documents].flatMap((file) =>
      [...read(file).matchAll(/\bADR (\d+)|docs\/adr\/(\d+)/g)].map(([, short, long]) => ({
        file,
        number: (long ?? short ?? '').padStart(4, '0'),
      })),
    );
    expect(named.filter(({ number }) => !kept.includes(number))).toEqual([]);
  });
});

/** Documents by their file names, without what a link shows and leads to on other hosts. */
function namesIn(text: string): string[] {
  const here = text.replaceAll(/https?:\/\/\S+|\[[^\]]*\](?=\()/g, '');
  return [...here.matchAll(/(?<![\w*<>-])[\w./-]*[\w-]\.md\b/g)].map(([name]) => name);
}

function leadsSomewhere(file: string, name: string): boolean {
  return isThere(name) || isThere(path.join(path.dirname(file), name));
}

function headingsOf(page: string): string[] {
  return sectionsOf(read(page)).map(({ title }) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function sectionsOf(text: string): { readonly title: string; readonly body: string }[] {
  const [, ...sections] = withoutLinks(text).split(/^## /m);
  return sections.map((section) => {
    const [title = '', ...body] = section.split('\n');
    return { title, body: body.join('\n') };
  });
}

function factsOf(text: string): string[] {
  const [, ...facts] = withoutLinks(text).split(/^- /m);
  return facts.map((fact) => fact.split(/\n\n|^## /m)[0] ?? '');
}

/** The ids of the links that a text makes. */
function sourcesIn(text: string): string[] {
  return [...withoutLinks(text).matchAll(/\]\[([\w-]+)\]/g)].map(([, id = '']) => id);
}

function linksOf(text: string): Map<string, { readonly url: string; readonly note: string }> {
  const links = text.matchAll(/^\[([\w-]+)\]: (https?:\S+)(?: ['"](.*)['"])?$/gm);
  return new Map([...links].map(([, id = '', url = '', note = '']) => [id, { url, note }]));
}

function withoutLinks(text: string): string {
  return text.replaceAll(/^\[[\w-]+\]: .*$/gm, '');
}
