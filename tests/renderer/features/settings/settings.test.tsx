// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';

const start = { view: 'settings' } as const;

describe('settings', () => {
  it('change the language at once', async () => {
    await showApp({ start });
    await userEvent.click(await screen.findByRole('radio', { name: 'Deutsch' }));
    expect(await screen.findByRole('heading', { name: 'Optionen' })).toBeTruthy();
  });

  it('change the theme at once', async () => {
    await showApp({ start });
    await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('switch the sound off and on again', async () => {
    const { parts } = await showApp({ start });
    const volume = () => parts.store.getState().shell.settings.volume;
    await userEvent.click(await screen.findByRole('switch', { name: 'On' }));
    expect(volume()).toBe(0);
    await userEvent.click(screen.getByRole('switch', { name: 'Off' }));
    expect(volume()).toBe(0.7);
  });

  it('let every sound be heard beside its word', async () => {
    const { sounds } = await showApp({ start });
    await userEvent.click(await screen.findByRole('button', { name: 'RESET NOW' }));
    await userEvent.click(screen.getByRole('button', { name: 'Already here' }));
    expect(sounds).toEqual(['clear', 'alreadyHere']);
  });

  it('sign an operator in by name', async () => {
    const engine = createFakeEngine({ 'desk.signIn': () => success({}) });
    await showApp({ engine, start });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Jonas Weber');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(engine.calls).toContainEqual({
      name: 'desk.signIn',
      input: { operator: 'Jonas Weber' },
    });
  });

  it.each([
    [undefined, 'The record is unbroken'],
    [17, 'The record is broken at event 17'],
  ])('say whether the ledger holds (first break: %s)', async (firstBreak, sentence) => {
    const verified = { events: 120, checkpoints: 3, head: 'abc', firstBreak };
    const engine = createFakeEngine({ 'ledger.verify': () => success(verified) });
    await showApp({ engine, start });
    fireEvent.click(await screen.findByRole('button', { name: 'Check the whole record' }));
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
