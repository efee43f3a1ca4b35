// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { aStatus } from '../../builders.ts';
import { createFakeEngine, createFakeShell } from '../../fake-engine.ts';
import { sheet } from '../../preview/scenery.ts';
import { showApp } from '../../render-app.tsx';

const start = { view: 'barcodes' } as const;

describe('the sheet of barcodes', () => {
  it('draws the commands of the bench and the devices of the sandbox', async () => {
    const engine = createFakeEngine({ 'sandbox.barcodes': () => success(sheet()) });
    await showApp({ engine, start });
    const image = await screen.findByRole('img', { name: 'Activation Lock: C39XK2PQJG5H' });
    expect(image.querySelectorAll('rect').length).toBeGreaterThan(30);
    expect(screen.getByRole('img', { name: 'Undo: RB-CMD-UNDO' })).toBeTruthy();
  });

  it('shows only the commands where devices are real', async () => {
    const engine = createFakeEngine({ 'status.read': () => success(aStatus({ mode: 'live' })) });
    await showApp({ engine, start });
    expect(await screen.findByRole('region', { name: 'Commands' })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Devices of the sandbox' })).toBeNull();
  });

  it('prints', async () => {
    const shell = createFakeShell();
    await showApp({ shell, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Print' }));
    expect(shell.asked).toContain('shell.print');
  });

  it('scans a code for those who have no scanner', async () => {
    const engine = createFakeEngine({ 'sandbox.barcodes': () => success(sheet()) });
    await showApp({ engine, start });
    const image = await screen.findByRole('img', { name: 'Activation Lock: C39XK2PQJG5H' });
    const item = within(image.closest('li') ?? document.body);
    await userEvent.click(item.getByRole('button', { name: 'Scan it' }));
    expect(engine.calls.at(-1)).toEqual({ name: 'desk.scan', input: { text: 'C39XK2PQJG5H' } });
  });
});
