import { describe, expect, it } from 'vitest';
import { answerBrowser } from '../../src/main/answer-browser.ts';

const question = { kind: 'openBrowser', id: 5, url: 'http://127.0.0.1:1/authorize' } as const;

describe('a page of the sign-in that the engine wants opened', () => {
  it('is opened in live mode, and the engine hears whether it could be', async () => {
    const opened: string[] = [];
    const open = (url: string) => Promise.resolve(opened.push(url) === 1);
    const first = await answerBrowser(question, { mode: 'live', open });
    const second = await answerBrowser(question, { mode: 'live', open });
    expect(opened).toEqual([question.url, question.url]);
    expect([first, second]).toMatchObject([{ id: 5, isOpen: true }, { isOpen: false }]);
  });

  it('is never opened in the sandbox', async () => {
    const open = () => Promise.reject(new Error('a browser was opened'));
    const answer = await answerBrowser(question, { mode: 'sandbox', open });
    expect(answer).toEqual({ kind: 'browser', id: 5, isOpen: false });
  });
});
