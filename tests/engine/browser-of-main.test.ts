import { expect, it } from 'vitest';
import type { FromEngine } from '../../src/contract/host.ts';
import { createBrowserOfMain } from '../../src/engine/browser-of-main.ts';

it('each page that main is asked to open gets its own answer', async () => {
  const asked: FromEngine[] = [];
  const browser = createBrowserOfMain((question) => asked.push(question));
  const both = [browser.open('https://one.test/'), browser.open('https://two.test/')];
  browser.answered({ kind: 'browser', id: 2, isOpen: false });
  browser.answered({ kind: 'browser', id: 1, isOpen: true });
  expect(await Promise.all(both)).toEqual([true, false]);
  expect(asked).toMatchObject([{ url: 'https://one.test/' }, { url: 'https://two.test/' }]);
});
