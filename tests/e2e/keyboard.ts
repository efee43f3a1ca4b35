import { expect, type Locator, type Page } from '@playwright/test';
import { scannerOf } from './scanner.ts';

/** A person with a keyboard and a scanner: no mouse, and nothing that only a program could do. */
export function keyboardOf(page: Page) {
  const { keyboard } = page;
  const scanner = scannerOf(page);

  /** A scan, after which the person looks up from the scanner. */
  async function scan(code: string): Promise<void> {
    // Nobody scans into a window that is still busy with its start.
    await page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })),
    );
    await scanner(code);
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
    // A screen or a menu opens in its own time; nobody walks to what is not there yet.
    await expect
      .poll(async () => (await controlNames(page)).some(matches), {
        message: `a control named ${String(name)}`,
        timeout: 30_000,
      })
      .toBe(true);
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

async function focusedName(page: Page): Promise<string> {
  const [name = ''] = await page.locator(':focus').evaluateAll(namesOf);
  return name;
}

function controlNames(page: Page): Promise<string[]> {
  return page.locator('a[href], button, input, select, summary, [tabindex]').evaluateAll(namesOf);
}

/** Runs in the page. */
function namesOf(elements: readonly Element[]): string[] {
  return elements.map(
    (element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
  );
}
