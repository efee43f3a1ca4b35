// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../src/core/result.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { aStatus, NOW } from '../builders.ts';
import { createFakeEngine, createFakeShell } from '../fake-engine.ts';
import { showApp } from '../render-app.tsx';

const live = () =>
  createFakeEngine({ 'status.read': () => success(aStatus({ mode: 'live', speed: undefined })) });

describe('the window', () => {
  it('opens on the bench with the scan field focused', async () => {
    await showApp();
    expect(document.activeElement).toBe(screen.getByTestId('scan'));
    expect(screen.getByRole('button', { name: 'Bench' }).getAttribute('aria-current')).toBe('page');
  });

  it('goes to every screen by keyboard', async () => {
    await showApp();
    await act(async () => void fireEvent.keyDown(document.body, { key: '7', ctrlKey: true }));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
    await act(async () => void fireEvent.keyDown(document.body, { key: '1', ctrlKey: true }));
    expect(screen.getByTestId('verdict')).toBeTruthy();
  });

  it('speaks German when it is told to', async () => {
    await showApp({ shell: createFakeShell({ language: 'de' }) });
    expect(screen.getByTestId('verdict').textContent).toContain('NÄCHSTES SCANNEN');
    expect(document.documentElement.lang).toBe('de');
  });

  it('wears the chosen theme', async () => {
    await showApp({ shell: createFakeShell({ theme: 'dark' }) });
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('the sandbox banner', () => {
  it('is always there in the sandbox, with its own time, and cannot be closed', async () => {
    await showApp();
    const banner = screen.getByRole('complementary', { name: 'Sandbox' });
    expect(banner.textContent).toContain('Nothing here reaches a real one.');
    expect(banner.querySelector('time')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /close|dismiss/i })).toBeNull();
  });

  it('sets the speed of the virtual clock', async () => {
    const engine = createFakeEngine({ 'sandbox.setSpeed': () => success({}) });
    await showApp({ engine });
    await userEvent.click(screen.getByRole('radio', { name: '60×' }));
    expect(engine.calls).toContainEqual({ name: 'sandbox.setSpeed', input: { speed: 60 } });
  });

  it('is not there when devices are real', async () => {
    await showApp({ engine: live() });
    expect(screen.queryByRole('complementary', { name: 'Sandbox' })).toBeNull();
  });
});

describe('the status bar', () => {
  it('is quiet while nothing blocks the person', async () => {
    await showApp();
    expect(screen.getByRole('contentinfo').textContent).toBe('Mira LangBench 7f3a91c2');
  });

  it('says what is waited for, and until when', async () => {
    const budget = {
      cloud: 'apple',
      organizationId: 'o',
      kind: 'read',
      spent: 20,
      limit: 20,
      waiting: 6,
    } as const;
    const status = aStatus({
      isOnline: false,
      operator: null,
      budgets: [{ ...budget, nextFreeAt: NOW + MINUTE }],
      listing: { done: 1_400, expected: 2_000 },
    });
    await showApp({ engine: createFakeEngine({ 'status.read': () => success(status) }) });
    const bar = screen.getByRole('contentinfo').textContent;
    expect(bar).toContain('Nobody signed in');
    expect(bar).toContain('Offline');
    expect(bar).toContain('6 questions wait for Apple, next at');
    expect(bar).toContain('1,400 of 2,000');
  });
});
