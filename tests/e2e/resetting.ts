import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Happening } from '../../src/core/custody/event.ts';
import { ledgerPath } from '../../src/engine/ledger/ledger-file.ts';
import { keyboardOf } from './keyboard.ts';

/** Scans the serial on the card again and holds the key, as somebody does who begins to erase. */
export async function begin(page: Page, serial: string): Promise<void> {
  const person = keyboardOf(page);
  await person.scan(serial);
  await expect(page.getByText('Serial confirmed').first()).toBeVisible();
  await person.hold('r');
  await expect(step(page)).toHaveText('Erasing');
}

/** Where the reset on the card stands. */
export function step(page: Page): Locator {
  const progress = page.getByRole('list', { name: 'How far the reset has come' });
  return progress.locator('[aria-current=step]');
}

/** How well the reset on the card is proven. */
export function evidence(page: Page): Locator {
  return page.locator('.reset-progress .evidence');
}

type ResetRecord = Extract<Happening, { type: 'resetRecorded' }>['data'];

/** The reset records of a device as the live ledger has them. */
export function recordsOf(home: string, serial: string): readonly ResetRecord[] {
  const file = ledgerPath(join(home, 'live'), 'live');
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare("SELECT data FROM events WHERE type = 'resetRecorded' AND serial = ?")
    .all(serial) as { data: string }[];
  database.close();
  return rows.map(({ data }) => JSON.parse(data) as ResetRecord);
}
