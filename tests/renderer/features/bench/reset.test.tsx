// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../../../src/contract/desk.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { aCard, SERIAL, verdictOf } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan, verdict } from './bench-support.ts';

const ready = aCard('allGatesHold', { slot: 'Port 7', slotNumber: 7, reset: { step: 'expected' } });
const started: Card = { ...ready, revision: 2, reset: { step: 'started' } };
const fixable = aCard('onFormerService');
const offered: Card = { ...fixable, verdict: verdictOf(fixable, { fix: 'reassign' }) };

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'performance'],
      shouldAdvanceTime: true,
    }),
);
afterEach(() => void vi.useRealTimers());

async function hold(key: string, milliseconds: number) {
  fireEvent.keyDown(document.body, { key });
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
  fireEvent.keyUp(document.body, { key });
}

const namesOf = (calls: readonly { readonly name: string }[]) => calls.map(({ name }) => name);

describe('a reset', () => {
  it('begins only after the serial was scanned again and the key held', async () => {
    const engine = engineWith(ready);
    engine.answer('desk.startReset', () => success(started));
    await showApp({ engine });
    await scan(SERIAL);
    await hold('r', 1_200);
    expect(screen.getByText('Scan its serial again first.')).toBeTruthy();
    await scan(SERIAL);
    expect(screen.getByText('Serial confirmed')).toBeTruthy();
    await hold('r', 1_200);
    const input = { serial: SERIAL, rescanned: SERIAL };
    expect(engine.calls).toContainEqual({ name: 'desk.startReset', input });
    expect(screen.getByRole('region', { name: 'How to erase it' })).toBeTruthy();
  });

  it('does not begin by a key that is let go too early', async () => {
    const { engine } = await showApp({ engine: engineWith(ready) });
    await scan(SERIAL);
    await scan(SERIAL);
    await hold('r', 500);
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    expect(namesOf(engine.calls)).not.toContain('desk.startReset');
  });

  it('does not begin by a second scan alone', async () => {
    const { engine } = await showApp({ engine: engineWith(ready) });
    await scan(SERIAL);
    await scan(SERIAL);
    expect(namesOf(engine.calls)).not.toContain('desk.startReset');
  });

  it('must be confirmed anew when the card has given way in between', async () => {
    await showApp({ engine: engineWith(ready) });
    await scan(SERIAL);
    await userEvent.setup({ delay: null }).keyboard('{Escape}');
    await scan(SERIAL);
    expect(screen.queryByText('Serial confirmed')).toBeNull();
  });

  it('keeps its guide and the arrow keys turn it', async () => {
    await showApp({ engine: engineWith(started) });
    await scan(SERIAL);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText('Open Settings, General')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'ArrowRight' });
    expect(screen.getByText('Tap “Erase All Content and Settings”')).toBeTruthy();
  });

  it('shows how far it has come and how well it is proven', async () => {
    const proven = aCard('resetProven', { reset: { step: 'recorded', level: 'observed' } });
    await showApp({ engine: engineWith(proven) });
    await scan(SERIAL);
    const steps = screen.getByRole('list', { name: 'How far the reset has come' });
    expect(steps.textContent).toBe('Free to eraseErasingRestartingBackOn record');
    expect(screen.getByText('Observed')).toBeTruthy();
  });
});

describe('a fix', () => {
  it('is made by holding F, and the key is not taken for a scan', async () => {
    const engine = engineWith(offered);
    engine.answer('desk.fix', () => success(aCard('reassignUnderWay', { revision: 2 })));
    const { parts } = await showApp({ engine });
    await scan(SERIAL);
    await hold('f', 1_200);
    expect(engine.calls).toContainEqual({
      name: 'desk.fix',
      input: { serial: SERIAL, fix: 'reassign' },
    });
    expect(parts.store.getState().assembly.text).toBe('');
    expect(verdict().textContent).toContain('WAIT');
  });

  it('says what is missing when it is refused', async () => {
    const engine = engineWith(offered);
    engine.answer('desk.fix', () => failure({ code: 'noOperator' }));
    await showApp({ engine });
    await scan(SERIAL);
    await hold('f', 1_200);
    expect(screen.getByText('Nobody is signed in at this bench.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
  });

  it('can be confirmed by two clicks where a key cannot be held', async () => {
    const engine = engineWith(offered);
    engine.answer('desk.fix', () => success(offered));
    await showApp({ engine });
    await scan(SERIAL);
    const button = screen.getByRole('button', { name: /move it to Intune/ });
    fireEvent.click(button, { detail: 0 });
    expect(namesOf(engine.calls)).not.toContain('desk.fix');
    expect(screen.getByText('Press once more to confirm.')).toBeTruthy();
    fireEvent.click(button, { detail: 0 });
    expect(namesOf(engine.calls)).toContain('desk.fix');
  });
});

describe('the card', () => {
  it('gives way to SCAN NEXT after 20 seconds', async () => {
    await showApp({ engine: engineWith(aCard('inIntune')) });
    await scan(SERIAL);
    await act(() => vi.advanceTimersByTimeAsync(19_000));
    expect(verdict().textContent).toContain('IN INTUNE');
    await act(() => vi.advanceTimersByTimeAsync(1_500));
    expect(verdict().textContent).toContain('SCAN NEXT');
  });

  it('takes the last statement back with Ctrl+Z and says so', async () => {
    const engine = engineWith(aCard('inIntune'));
    engine.answer('desk.undo', () => success({}));
    await showApp({ engine });
    await scan(SERIAL);
    await act(async () => void fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
    expect(namesOf(engine.calls)).toContain('desk.undo');
    expect(screen.getByText('Taken back:')).toBeTruthy();
  });

  it('hands a device over by holding H', async () => {
    const engine = engineWith(aCard('inIntune'));
    engine.answer('desk.handOver', () => success(aCard('handedOver', { revision: 2 })));
    await showApp({ engine });
    await scan(SERIAL);
    await hold('h', 1_200);
    expect(verdict().textContent).toContain('HANDED');
  });
});
