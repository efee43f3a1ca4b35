import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

const MS_PER_KEY = 8;

/**
 * A hardware scanner in keyboard mode: it types at its own pace and does not wait until the window has taken each
 * key, as Playwright's keyboard does. Keys that a busy window has not taken yet lie in the queue with their times, which
 * are a scanner's also when the test itself was busy between two keys.
 */
export function scannerOf(page: Page, msPerKey = MS_PER_KEY) {
  let session: Promise<CDPSession> | undefined;

  /** Types the code and Enter; resolved when the window has taken every key. */
  return async function scan(code: string): Promise<void> {
    session ??= page.context().newCDPSession(page);
    const devtools = await session;
    const taken: Promise<unknown>[] = [];
    const startedAt = Date.now();
    for (const [index, key] of [...code.split(''), 'Enter'].entries()) {
      const at = startedAt + index * msPerKey;
      await pause(Math.max(0, at - Date.now()));
      taken.push(...pressed(devtools, key, at));
    }
    await Promise.all(taken);
  };
}

function pressed(devtools: CDPSession, key: string, at: number): readonly Promise<unknown>[] {
  const timestamp = at / 1_000;
  const text = key === 'Enter' ? '\r' : key;
  return [
    devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp }),
    devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp }),
  ];
}
