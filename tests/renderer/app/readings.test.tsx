// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../src/core/result.ts';
import type { AppState } from '../../../src/renderer/app/store.ts';
import { aCard, anOccupant, aSlot, SERIAL, serialOf, theSlots } from '../builders.ts';
import { scan, engineWith, verdict } from '../features/bench/bench-support.ts';
import { showApp, type Shown } from '../render-app.tsx';

const card = aCard('allGatesHold', { slotNumber: 7, slot: 'Port 7' });
const OTHER = serialOf('H4K7M2Q9XT');

describe('a device that names itself', () => {
  it('shows its card with the sound of its lane, once, on a bench where nobody is busy', async () => {
    const shown = await showBench();
    await hear(shown);
    expect(verdict().textContent).toContain('RESET');
    expect(shown.sounds).toEqual(['clear']);
    expect(document.querySelector('.slot-called')).not.toBeNull();
  });

  it('never takes the place of a card', async () => {
    const shown = await showBench();
    shown.engine.answer('desk.card', ({ serial }) => success(aCard('inIntune', { serial })));
    await scan(SERIAL);
    await hear(shown, OTHER);
    expect(shown.parts.store.getState().stage).toMatchObject({ card: { serial: SERIAL } });
    expect(shown.sounds).toHaveLength(1);
  });

  it('leaves a half typed scan alone', async () => {
    const shown = await showBench();
    await userEvent.keyboard('F2LX');
    await hear(shown);
    expect(shown.parts.store.getState().stage.kind).toBe('scanNext');
    expect(screen.getByTestId<HTMLInputElement>('scan').value).toBe('F2LX');
  });

  it('waits for a scan that was begun while its card was fetched', async () => {
    const shown = await showBench();
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    shown.engine.answer('desk.card', async () => {
      await asked;
      return success(card);
    });
    await hear(shown);
    await userEvent.keyboard('F2LX');
    await act(async () => answer());
    expect(shown.parts.store.getState().stage.kind).toBe('scanNext');
  });

  it.each<[string, Partial<AppState>]>([
    ['another screen is open', { view: 'settings' }],
    ['another device was chosen for the next scan', { armedSlot: '1-1.3' }],
    ['a guide to another device is read', { help: { topic: 'locked', port: '1-1.3' } }],
    ['slots get their numbers', { arranging: {} }],
  ])('changes nothing while %s', async (_when, state) => {
    const shown = await showBench();
    act(() => shown.parts.store.setState(state));
    await hear(shown);
    expect(shown.parts.store.getState().stage.kind).toBe('scanNext');
    expect(shown.sounds).toEqual([]);
  });

  it('ends the guide to its own silence, and its being chosen for the next scan', async () => {
    const shown = await showBench();
    const help = { topic: 'trustPending', port: '1-1.7' } as const;
    act(() => shown.parts.store.setState({ help, armedSlot: '1-1.7' }));
    await hear(shown);
    expect(shown.parts.store.getState()).toMatchObject({
      stage: { kind: 'card' },
      help: undefined,
      armedSlot: undefined,
    });
  });
});

async function showBench(): Promise<Shown> {
  const engine = engineWith(card);
  engine.answer('bench.slots', () => success(theSlots([aSlot(7, anOccupant())])));
  return showApp({ engine });
}

async function hear({ engine }: Shown, serial = SERIAL): Promise<void> {
  await act(async () => engine.tell('bench.deviceRead', { serial, port: '1-1.7' }));
}
