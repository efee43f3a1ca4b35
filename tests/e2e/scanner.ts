import type { CDPSession, Page } from '@playwright/test';

const MS_PER_KEY = 8;

/**
 * A hardware scanner in keyboard mode: it types at its own pace and does not wait until the window has taken each
 * key, as Playwright's keyboard does. Keys that a busy window has not taken yet lie in the queue with their times. No
 * work of the test itself comes between two keys: each is sent with the time at which a scanner types it.
 */
export function scannerOf(page: Page) {
  let session: Promise<CDPSession> | undefined;

  /** Types the code and Enter; resolved when the window has taken every key. */
  return async function scan(code: string): Promise<void> {
    session ??= page.context().newCDPSession(page);
    const devtools = await session;
    const keys = [...code.split(''), 'Enter'];
    const startedAt = Date.now() - keys.length * MS_PER_KEY;
    await Promise.all(
      keys.flatMap((key, index) => pressed(devtools, key, startedAt + index * MS_PER_KEY)),
    );
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
