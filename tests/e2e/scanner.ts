import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

const MS_PER_KEY = 8;

/**
 * A hardware scanner in keyboard mode: it types at its own pace and does not wait until the window has taken each
 * key, as Playwright's keyboard does. Keys that a busy window has not taken yet lie in the queue with their times.
 */
export function scannerOf(page: Page) {
  let session: Promise<CDPSession> | undefined;

  /** Types the code and Enter; resolved when the window has taken every key. */
  return async function scan(code: string): Promise<void> {
    session ??= page.context().newCDPSession(page);
    const devtools = await session;
    const taken: Promise<unknown>[] = [];
    for (const character of code) {
      taken.push(...pressed(devtools, character, character));
      await pause(MS_PER_KEY);
    }
    taken.push(...pressed(devtools, 'Enter', '\r'));
    await Promise.all(taken);
  };
}

function pressed(devtools: CDPSession, key: string, text: string): readonly Promise<unknown>[] {
  return [
    devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text }),
    devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key }),
  ];
}
