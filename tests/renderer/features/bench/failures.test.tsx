// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../../src/core/result.ts';
import { aCard, SERIAL } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan, verdict } from './bench-support.ts';

describe('failures', () => {
  it('are sentences that say what to do', async () => {
    const engine = createFakeEngine({ 'desk.scan': () => failure({ code: 'diskFull' }) });
    await showApp({ engine });
    await scan(SERIAL);
    expect(screen.getByText('The disk is full: this scan was not recorded.')).toBeTruthy();
    expect(screen.getByText(/Make room on the disk/)).toBeTruthy();
  });

  it('say so when the engine is lost, and keep the scan until it is back', async () => {
    const engine = engineWith(aCard('allGatesHold'));
    await showApp({ engine });
    act(() => engine.become({ kind: 'lost' }));
    await scan(SERIAL);
    expect(screen.getByText(/1 scan is kept/)).toBeTruthy();
    await act(async () => engine.become({ kind: 'connected', generation: 2 }));
    expect(verdict().textContent).toContain('RESET NOW');
    expect(screen.queryByText(/1 scan is kept/)).toBeNull();
  });

  it('offer to start an engine again that was given up', async () => {
    const { engine } = await showApp();
    act(() => engine.become({ kind: 'gaveUp' }));
    expect(screen.getByRole('button', { name: 'Start it again' })).toBeTruthy();
  });

  it('mention an empty scan without touching the card', async () => {
    await showApp({ engine: engineWith(aCard('inIntune')) });
    await scan(SERIAL);
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('Nothing was scanned. Scan again.')).toBeTruthy();
    expect(verdict().textContent).toContain('IN INTUNE');
  });
});
