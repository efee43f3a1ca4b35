// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { createFakeShell, type FakeShell } from '../../fake-engine.ts';
import { BOTH, ONE, openBulk, OTHER } from './bulk-support.ts';
import { campaignEngine } from './campaign-support.ts';

const REFUSED = [
  { serial: ONE, reason: 'notCapable' },
  { serial: OTHER, reason: 'foreignService' },
];
const ROWS = [
  ['serial', 'code', 'reason', 'text'],
  [
    ONE,
    '',
    'notCapable',
    'Apple says that this device cannot migrate without a reset. Move it to Intune and erase it at the bench.',
  ],
  [
    OTHER,
    '',
    'foreignService',
    'on a foreign service – Set it aside. It is never moved from here.',
  ],
];

/** An act after which both serials were not taken. */
async function refused(shell?: FakeShell) {
  const engine = campaignEngine({
    'campaign.migrate': () => success({ queued: [], refused: REFUSED }),
  });
  const bulk = await openBulk(engine, 'Migrate without erasing', shell);
  bulk.fill(BOTH);
  await bulk.press('Migrate 2 devices');
  return bulk;
}

/** A browser that copies as Chromium does; gives back what came into its clipboard. */
function aClipboard(mayCopy = true): () => string | undefined {
  let copied: string | undefined;
  const execCommand = (): boolean => {
    const event = new Event('copy', { bubbles: true, cancelable: true });
    const setData = (_kind: string, text: string) => (copied = text);
    if (mayCopy) document.dispatchEvent(Object.assign(event, { clipboardData: { setData } }));
    return mayCopy;
  };
  Object.assign(document, { execCommand });
  return () => copied;
}

afterEach(() => {
  Reflect.deleteProperty(document, 'execCommand');
});

describe('what was not taken', () => {
  it('says why and what to do now', async () => {
    const { panel } = await refused();
    for (const [serial, , , text] of ROWS.slice(1)) {
      const row = within(panel)
        .getAllByRole('listitem')
        .find((each) => each.textContent?.startsWith(serial ?? ''));
      expect(row?.textContent).toBe(`${serial}${text}`);
    }
  });

  it('is copied as columns that a spreadsheet takes', async () => {
    const copied = aClipboard();
    const { panel, press } = await refused();
    await press('Copy the list');
    expect(copied()).toBe(ROWS.map((row) => row.join('\t')).join('\n'));
    expect(panel.textContent).toContain('Copied: serial, reason and next step.');
  });

  it('says so where the browser does not copy', async () => {
    aClipboard(false);
    const { panel, press } = await refused();
    await press('Copy the list');
    expect(panel.textContent).toContain('It could not be copied. Save it as CSV instead.');
  });

  it('is saved as CSV, which names the act', async () => {
    const { panel, press, shell } = await refused();
    await press('Save as CSV …');
    expect(shell.inputs.at(-1)).toEqual({
      name: 'not-taken-migrate.csv',
      text: `\uFEFF${ROWS.map((row) => `${row.join(',')}\r\n`).join('')}`,
    });
    expect(panel.textContent).toContain('Saved as not-taken-migrate.csv.');
  });

  it('says why it could not be saved, and what to do', async () => {
    const shell = createFakeShell();
    const { panel, press } = await refused(shell);
    Object.assign(shell, { ask: async () => failure({ code: 'fileNotSaved' }) });
    await press('Save as CSV …');
    expect(panel.textContent).toContain('The file could not be written there.');
  });

  it('says nothing to whoever gives up choosing where', async () => {
    const shell = createFakeShell();
    const { panel, press } = await refused(shell);
    Object.assign(shell, { ask: async () => success({ fileName: null }) });
    await press('Save as CSV …');
    expect(panel.textContent).not.toContain('Saved as');
  });

  it('is taken along by keyboard alone', async () => {
    const { panel } = await refused();
    within(panel).getByRole('button', { name: 'Copy the list' }).focus();
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Save as CSV …');
  });
});
