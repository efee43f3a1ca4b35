import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchLackSchema } from '../../src/contract/bench.ts';
import { CHASE_KINDS } from '../../src/contract/chase.ts';
import { deviceSymptomSchema } from '../../src/core/facts/device-symptom.ts';
import { STEPS } from '../../src/core/runway/runway.ts';
import { fieldsOf } from '../../src/core/sessions/manifest-columns.ts';
import { MANIFEST_FIELDS } from '../../src/core/sessions/manifest-row.ts';
import { OUTCOMES } from '../../src/core/sessions/outcome.ts';
import { TASKS } from '../../src/core/setup/permissions.ts';
import { CATALOGUES, say, type Language } from '../../src/core/words/words.ts';
import { filesBelow, isThere, read } from './files.ts';

describe('the guide to connecting', () => {
  it.each(Object.entries(TASKS))('names what %s needs of Graph, and no more', (task, scopes) => {
    const row = read('docs/guide/connecting.md')
      .split('\n')
      .find((line) => line.startsWith(`| ${task} `));
    const named = [...(row ?? '').matchAll(/`(Device[^`]+)`/g)].map(([, name]) => name);
    expect(named).toEqual([...scopes]);
  });
});

describe('the guide to the campaign', () => {
  const guide = read('docs/guide/campaign.md');
  const named = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);

  it('names the six steps in their order', () => {
    const steps = guide.slice(0, guide.indexOf('## Cloud work'));
    const rows = [...steps.matchAll(/^\| \*\*([^*]+)\*\*/gm)].map(([, name]) => name);
    expect(rows).toEqual(STEPS.map((step) => say('en', `runway.step.${step}.title`)));
  });

  it('names every part of the screen and every list that somebody must chase', () => {
    const parts = Object.values(CATALOGUES.en.ui.campaign.tab);
    const lists = CHASE_KINDS.map((kind) => say('en', `chase.${kind}.title`));
    const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(parts.filter((name) => !headings.includes(name) && name !== 'Runway')).toEqual([]);
    expect(lists.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('names every act for many serials', () => {
    const acts = Object.values(CATALOGUES.en.ui.campaign.bulk.kind).map(({ title }) => title);
    expect(acts.filter((act) => !named.includes(act))).toEqual([]);
  });

  it('calls everything as the screen does', () => {
    const words = new Set(textsIn(CATALOGUES.en));
    expect(named.filter((name) => !words.has(name.replace(/\s+/g, ' ')))).toEqual([]);
  });
});

describe('the guide to check-in', () => {
  const guide = read('docs/guide/check-in.md');
  const named = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);

  it('names every outcome that is counted', () => {
    const words = OUTCOMES.map((outcome) => say('en', `ui.checkIn.count.${outcome}`));
    expect(words.filter((word) => !named.includes(word))).toEqual([]);
  });

  it('names every column of a manifest, by headers that are known', () => {
    const rows = guide.split('\n').filter((line) => line.startsWith('| **'));
    const headers = MANIFEST_FIELDS.map((field) => {
      const title = say('en', `ui.checkIn.field.${field}`);
      const row = rows.find((line) => line.startsWith(`| **${title}**`));
      return row
        ?.split('|')[2]
        ?.split(',')
        .map((header) => header.trim());
    });
    const unknown = headers.flatMap(
      (all) =>
        all?.filter((header) => !fieldsOf(['serial', header])?.[1] && !isSerial(header)) ?? '?',
    );
    expect(unknown).toEqual([]);
  });

  it('calls everything as the screen does', () => {
    const words = new Set(textsIn(CATALOGUES.en));
    expect(named.filter((name) => !words.has(name.replace(/\s+/g, ' ')))).toEqual([]);
  });
});

describe('the guide to devices', () => {
  const guide = read('docs/guide/devices.md');
  const named = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);

  it('names every guide and every lack as the screen does', () => {
    const topics = [
      ...deviceSymptomSchema.options,
      ...benchLackSchema.options,
      ...(['unseen', 'recovery'] as const),
    ];
    const titles = topics.map((topic) => say('en', `guide.${topic}.title`));
    expect(titles.filter((title) => !named.includes(title))).toEqual([]);
  });

  it('names every level that USB or a person can prove', () => {
    const words = ['attested', 'observed', 'dated'].map((level) =>
      say('en', `ui.evidence.${level}.word`),
    );
    expect(words.filter((word) => !named.includes(word))).toEqual([]);
  });

  it('calls everything as the screen does', () => {
    const words = new Set([...textsIn(CATALOGUES.en), 'Apple Devices']);
    expect(named.filter((name) => !words.has(name.replace(/\s+/g, ' ')))).toEqual([]);
  });
});

describe.each(Object.keys(CATALOGUES) as Language[])(
  'the guide to the command line',
  (language) => {
    const guide = read('docs/guide/command-line.md');
    const help = say(language, 'cli.help');

    it(`names every command of the help in ${language}`, () => {
      const commands = [...help.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) /gm)].map(
        ([, name = '']) => name,
      );
      expect(commands).toContain('migrate');
      expect(commands.filter((name) => !guide.includes(`| \`${name}`))).toEqual([]);
    });

    it(`names every option of the help in ${language}, and no other`, () => {
      const optionsIn = (text: string) => new Set(text.match(/--[a-z]+(?:-[a-z]+)*/g));
      const rows = guide.split('\n').filter((line) => line.startsWith('| `-'));
      const named = optionsIn([...rows, '--help --version'].join('\n'));
      expect([...named].toSorted()).toEqual([...optionsIn(help)].toSorted());
    });
  },
);

describe('links between the documents', () => {
  const files = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs', ['.md'])];

  it.each(files)('%s leads to files that exist', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link]) => link ?? '',
    );
    const missing = links.filter((link) => !isThere(path.join(path.dirname(file), link)));
    expect(missing).toEqual([]);
  });
});

/** A second column of serials says nothing, so that it is asked alone. */
function isSerial(header: string): boolean {
  return fieldsOf([header])?.[0] === 'serial';
}

function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return Object.values(words as object).flatMap(textsIn);
}
