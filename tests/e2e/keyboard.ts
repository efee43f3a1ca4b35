import { expect, type Locator, type Page } from '@playwright/test';

/** A person with a keyboard and a scanner: no mouse, and nothing that only a program could do. */
export function keyboardOf(page: Page) {
  const { keyboard } = page;

  /** A scanner: the characters at its pace, then Enter; then the person looks up from it. */
  async function scan(code: string, delay = 8): Promise<void> {
    await keyboard.type(code, { delay });
    await keyboard.press('Enter');
    await page.waitForTimeout(500);
  }

  /** Holds a key for longer than the window asks for. */
  async function hold(key: string): Promise<void> {
    await keyboard.down(key);
    await page.waitForTimeout(1_300);
    await keyboard.up(key);
  }

  /** Walks with Tab until the control of that name has the focus. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const matches = (label: string) =>
      typeof name === 'string' ? label === name : name.test(label);
    // A menu opens in its own time; nobody walks to what is not there yet.
    if (typeof name === 'string') await page.getByText(name, { exact: true }).first().waitFor();
    for (let step = 0; step < 120; step += 1) {
      if (matches(await focusedName(page))) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)}`);
  }

  async function press(name: string | RegExp): Promise<void> {
    await tabTo(name);
    await keyboard.press('Enter');
  }

  /** Walks with Tab until the field with that label has the focus, and types over what is there. */
  async function type(label: string, text: string): Promise<void> {
    const field = page.getByLabel(label, { exact: true });
    await field.waitFor();
    for (let step = 0; step < 120; step += 1) {
      if (await hasFocus(field)) {
        await keyboard.press('Control+A');
        return keyboard.insertText(text);
      }
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to the field ${label}`);
  }

  return { scan, hold, tabTo, press, type };
}

/** The big word of the card, or SCAN NEXT. */
export async function expectWord(page: Page, word: string, timeout = 30_000): Promise<void> {
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(word, { timeout });
}

function hasFocus(field: Locator): Promise<boolean> {
  return field.evaluate((element) => element === document.activeElement);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });
}
