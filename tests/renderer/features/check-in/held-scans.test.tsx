// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { NOW, serialOf } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { scan } from '../bench/bench-support.ts';
import { aReply, aSession, checkInEngine, FIRST, SESSION, start } from './check-in-support.ts';

const SECOND = serialOf('DMPXK2PQJG5J');
const munich = aSession();
const hamburg = aSession({ sessionId: 'session-2', name: 'Pallets of Hamburg' });
const over = aSession({ handOff: { handedBy: 'Mira', takenBy: 'Jo', at: NOW } });
const isUp = () => screen.queryByTestId('outcome') !== null;

describe('a scan while the list of check-ins is shown', () => {
  it('opens the only open one and is counted there', async () => {
    const { counted, sounds } = await show([munich]);
    await scan(FIRST);
    await scan(SECOND);
    await screen.findByTestId('outcome');
    expect(counted()).toEqual([
      [SESSION, FIRST],
      [SESSION, SECOND],
    ]);
    expect(sounds).not.toContain('notSerial');
  });

  it('waits on screen when several are open, and does not go to the bench', async () => {
    const { counted, engine, sounds } = await show([hamburg, munich]);
    await scan(FIRST);
    expect(await screen.findByText('1 scan is not counted yet')).toBeTruthy();
    expect([counted(), isUp(), sounds.at(-1)]).toEqual([[], false, 'notSerial']);
    expect(engine.calls.map(({ name }) => name)).not.toContain('desk.scan');
  });

  it('is counted in the one that is pressed, each once and in order', async () => {
    const { counted } = await show([hamburg, munich]);
    await scan(FIRST);
    await scan(SECOND);
    await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
    await screen.findByTestId('outcome');
    expect(counted()).toEqual([
      [SESSION, FIRST],
      [SESSION, SECOND],
    ]);
  });

  it('is counted in the newest one by Enter, but not by a scanner that sends it twice', async () => {
    const { counted } = await show([hamburg, munich]);
    await scan(FIRST);
    await userEvent.keyboard('{Enter}');
    expect(isUp()).toBe(false);
    await act(() => new Promise((resolve) => void setTimeout(resolve, 700)));
    await userEvent.keyboard('{Enter}');
    await screen.findByTestId('outcome');
    expect(counted()).toEqual([['session-2', FIRST]]);
  });

  it('is counted in the delivery that is begun for it', async () => {
    const { counted } = await show([]);
    await scan(FIRST);
    expect(await screen.findByText(/No delivery is open/)).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Name of the delivery'), 'Pallets{Enter}');
    await screen.findByTestId('outcome');
    expect(counted()).toEqual([[SESSION, FIRST]]);
  });

  it('is let go by Escape', async () => {
    const { counted, parts } = await show([hamburg, munich]);
    await scan(FIRST);
    await userEvent.keyboard('{Escape}');
    expect(parts.store.getState()).toMatchObject({ held: [], view: 'checkIn' });
    await userEvent.click(screen.getByRole('button', { name: /^Pallets of Munich/ }));
    expect(counted()).toEqual([]);
  });

  it('of a bypass code shows none of its characters', async () => {
    await show([hamburg, munich]);
    await scan('HTLT0-JVR2R-2D0P-R3CD-2Y7T-MZ5Q');
    expect(await screen.findByText('bypass code')).toBeTruthy();
    expect(document.querySelector('.held')?.textContent).not.toContain('HTLT0');
  });

  it('of a badge signs in as anywhere, and waits for nothing', async () => {
    const { engine, parts } = await show([hamburg, munich]);
    await scan('RB-OP-MIRA');
    expect(engine.calls).toContainEqual({ name: 'desk.scan', input: { text: 'RB-OP-MIRA' } });
    expect(parts.store.getState()).toMatchObject({ held: [], view: 'checkIn' });
  });
});

describe('a scan while a check-in is shown that is over', () => {
  it('waits for somebody to say where it counts, also when one is open', async () => {
    const { counted } = await show([over, hamburg]);
    await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
    await screen.findByTestId('outcome');
    await scan(FIRST);
    expect(await screen.findByText('1 scan is not counted yet')).toBeTruthy();
    expect([counted(), isUp()]).toEqual([[], false]);
  });
});

async function show(sessions: readonly ReturnType<typeof aSession>[]) {
  const engine = checkInEngine([aReply('new')]);
  engine.answer('checkIn.sessions', () => success([...sessions]));
  engine.answer('checkIn.open', () => success(munich));
  engine.answer('checkIn.session', ({ sessionId }) =>
    success(sessions.find((session) => session.sessionId === sessionId) ?? munich),
  );
  const counted = () =>
    engine.calls
      .filter(({ name }) => name === 'checkIn.scan')
      .map(({ input }) => input as { sessionId: string; text: string })
      .map(({ sessionId, text }) => [sessionId, text]);
  const shown = await showApp({ engine, start });
  await screen.findByTestId('scan');
  // What the list asks at its start is drawn before a scanner types: a pause after its first key would part the code.
  await act(() => new Promise((resolve) => void setTimeout(resolve, 50)));
  return { ...shown, counted };
}
