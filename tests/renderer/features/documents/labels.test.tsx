// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../src/contract/calls.ts';
import type { LabelWish } from '../../../../src/contract/documents.ts';
import { deviceLabel } from '../../../../src/core/labels/device-label.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { createFakeEngine, createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { aSession, aTally, checkInEngine, SESSION, start } from '../check-in/check-in-support.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const label = { code: 'Box 1', title: 'Box 1', lines: ['Munich', '1 device'] };

describe('the preview of labels', () => {
  it('is a picture that is told in words too', async () => {
    const { panel } = await openPanel();
    const picture = await panel.findByRole('img', {
      name: 'Preview of the label: Box 1, Munich, 1 device',
    });
    expect(picture.getAttribute('src')).toBe(`data:image/png;base64,${PNG}`);
  });

  it('is asked for again when the paper, the density or the template changes', async () => {
    const { asked, panel } = await openPanel();
    await panel.findByRole('img');
    await userEvent.click(panel.getByRole('radio', { name: '57 × 32' }));
    await userEvent.click(panel.getByRole('radio', { name: '300 dpi' }));
    await userEvent.click(panel.getByRole('radio', { name: 'A label for each device' }));
    await userEvent.click(panel.getByRole('radio', { name: 'asset tag and user' }));
    await waitFor(() =>
      expect(asked().at(-1)).toMatchObject({
        of: 'devices',
        size: '57x32',
        density: 300,
        template: 'owner',
      }),
    );
    expect(asked()).toHaveLength(5);
  });

  it('says in sentences what does not fit, and what to do', async () => {
    const { panel } = await openPanel({ lacks: ['lines', 'bars'] });
    expect(await panel.findByText(/Lines at the end are left out\./)).toBeTruthy();
    expect(panel.getByText(/only the square code is printed/)).toBeTruthy();
    expect(panel.getByText(/Choose a larger paper or another template\./)).toBeTruthy();
  });

  it('says that there is nothing to print for a box without devices', async () => {
    const { panel } = await openPanel({ label: undefined, png: undefined, labels: 0 });
    expect(await panel.findByText('No device is in this box.')).toBeTruthy();
  });
});

describe('the template of labels', () => {
  it('is kept for this bench', async () => {
    const shell = createFakeShell();
    const { panel } = await openPanel({}, shell);
    await userEvent.click(panel.getByRole('radio', { name: 'A label for each device' }));
    await userEvent.click(panel.getByRole('radio', { name: 'serial only' }));
    const labels = { size: '100x50', density: 203, printer: '', template: 'serialOnly' };
    expect(shell.inputs).toContainEqual({ labels });
  });
});

describe('labels for a printer of this computer', () => {
  it('are pages of their own size, one for each device', async () => {
    const { shell } = await openPages();
    const pages = await screen.findAllByRole('img');
    expect(pages.map((page) => page.getAttribute('aria-label'))).toEqual([
      'C39X K2PQ JG5H, BOX 3',
      'C39X K2PQ JG6J, BOX 3',
    ]);
    expect(pages.map((page) => page.getAttribute('viewBox'))).toEqual(['0 0 90 29', '0 0 90 29']);
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(shell.inputs.at(-1)).toEqual({ paper: { width: 90, height: 29 } });
  });

  it('set the size of the page for as long as they are shown', async () => {
    await openPages();
    await screen.findAllByRole('img');
    expect(document.adoptedStyleSheets).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  it('that cannot be made say why', async () => {
    await openPages(() => failure({ code: 'unknownBox' }));
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
  });
});

async function openPanel(
  change: Partial<OutputOf<'documents.labelPreview'>> = {},
  shell = createFakeShell(),
) {
  const tally = aTally({ boxes: [{ boxId: 'a', name: 'Box 1', isOpen: true, devices: 1 }] });
  const engine = checkInEngine([], aSession({ tally }));
  engine.answer('documents.labelPreview', () =>
    success({ label, png: PNG, width: 57, height: 32, labels: 1, lacks: [], ...change }),
  );
  await showApp({ engine, shell, start });
  await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Label of Box 1' }));
  const panel = within(screen.getByRole('group', { name: 'Label of Box 1' }));
  const asked = () =>
    engine.calls.filter(({ name }) => name === 'documents.labelPreview').map(({ input }) => input);
  return { asked, panel };
}

async function openPages(
  answer: () => ReturnType<typeof failure> | ReturnType<typeof twoLabels> = twoLabels,
) {
  const engine = createFakeEngine({ 'documents.labelTexts': answer as typeof twoLabels });
  const shell = createFakeShell();
  const wish: LabelWish = {
    sessionId: SESSION,
    boxId: 'a',
    of: 'devices',
    size: '90x29',
    density: 300,
    template: 'box',
    language: 'en',
  };
  await showApp({ engine, shell, start: { sheet: { kind: 'labels', wish, name: 'BOX 3' } } });
  return { shell };
}

function twoLabels() {
  const about = { model: '', assetTag: '', user: '', box: 'BOX 3', destination: '' };
  const serials = ['C39XK2PQJG5H', 'C39XK2PQJG6J'];
  return success({ labels: serials.map((serial) => deviceLabel({ ...about, serial }, 'box')) });
}
