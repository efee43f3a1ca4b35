// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../../../src/contract/check-in.ts';
import { success } from '../../../../src/core/result.ts';
import { serialOf } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { scan } from '../bench/bench-support.ts';
import {
  aLine,
  aReply,
  aSession,
  aTally,
  checkInEngine,
  FIRST,
  SESSION,
  start,
} from './check-in-support.ts';

const OTHER = serialOf('DMPXK2PQJG5J');
const tally = aTally({
  boxes: [
    { boxId: 'a', name: 'Box 1', isOpen: true, devices: 2 },
    { boxId: 'b', name: 'Box 2', destination: 'Munich', isOpen: true, devices: 0 },
    { boxId: 'c', name: 'Box 3', isOpen: false, devices: 0, place: 'Ramp 2' },
  ],
  currentBoxId: 'a',
});
const newest = [
  aLine({ boxId: 'a' }),
  aLine({ eventId: 'event-0', serial: OTHER, text: OTHER, boxId: 'a' }),
];
const session = aSession({ tally, newest });

describe('a device in the wrong box', () => {
  it('is put into another open box by a held key and Enter', async () => {
    const engine = await show();
    await hold('m');
    expect(document.activeElement?.textContent).toBe('Box 2 – Munich');
    await userEvent.keyboard('{Enter}');
    const input = { sessionId: SESSION, serial: FIRST, boxId: 'b' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.moveDevice', input });
    expect(screen.queryByRole('group', { name: /^Where is/ })).toBeNull();
  });

  it('is chosen in the list when it is not the last one', async () => {
    const engine = await show();
    await userEvent.click(screen.getByRole('button', { name: `About ${OTHER}` }));
    await userEvent.click(screen.getByRole('button', { name: /Move to another box/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Box 2 – Munich' }));
    const input = { sessionId: SESSION, serial: OTHER, boxId: 'b' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.moveDevice', input });
  });

  it('is not offered the box it is in, nor one that is closed', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: /Move to another box/ }));
    const panel = within(screen.getByRole('group', { name: /^Where is/ }));
    const offered = panel.getAllByRole('button').map(({ textContent }) => textContent);
    expect(offered).toEqual(['Box 2 – Munich', 'EscClose']);
  });

  it('that is chosen no longer is once another one is scanned', async () => {
    const engine = await show();
    await userEvent.click(screen.getByRole('button', { name: `About ${OTHER}` }));
    await scan(FIRST);
    await hold('1');
    expect(engine.calls.at(-1)).toMatchObject({ name: 'checkIn.note', input: { serial: FIRST } });
  });

  it('stays where it is after Escape, and the session stays on screen', async () => {
    const engine = await show();
    await hold('m');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: /^Where is/ })).toBeNull();
    expect(screen.getByTestId('received')).toBeTruthy();
    expect(engine.calls.map(({ name }) => name)).not.toContain('checkIn.moveDevice');
  });

  it('does not keep a scan from being one while its panel is open', async () => {
    const engine = await show();
    await hold('m');
    await scan(FIRST);
    expect(engine.calls.map(({ name }) => name)).toContain('checkIn.scan');
    expect(engine.calls.map(({ name }) => name)).not.toContain('checkIn.moveDevice');
  });
});

describe('a panel', () => {
  it('is not closed by the answer to what was done before it was opened', async () => {
    const engine = await show();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    engine.answer('checkIn.note', () => answered.then(() => success(session)));
    await hold('2');
    await hold('m');
    await act(async () => answer());
    expect(screen.getByRole('group', { name: /^Where is/ })).toBeTruthy();
  });
});

describe('a box that was given a name', () => {
  it('does not take the scan that follows for the name of another one', async () => {
    const engine = await show();
    await userEvent.type(screen.getByLabelText('Box or pallet'), 'BOX 9{Enter}');
    await scan(FIRST);
    const opened = engine.calls.filter(({ name }) => name === 'checkIn.openBox');
    expect(opened).toHaveLength(1);
    expect(engine.calls.map(({ name }) => name)).toContain('checkIn.scan');
  });
});

describe('where a box stands', () => {
  it('is said of the box being filled by a key', async () => {
    const engine = await show();
    await userEvent.keyboard('{F9}');
    await userEvent.keyboard('Shelf 4{Enter}');
    const input = { sessionId: SESSION, boxId: 'a', place: 'Shelf 4' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.placeBox', input });
    expect(screen.queryByLabelText('Where Box 1 stands', { selector: 'input' })).toBeNull();
  });

  it('is said of any box by a press, also of one that is closed', async () => {
    const engine = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Where Box 3 stands' }));
    const field = screen.getByLabelText('Where Box 3 stands', { selector: 'input' });
    expect(field).toHaveProperty('value', 'Ramp 2');
    await userEvent.clear(field);
    await userEvent.type(field, 'Gate 1{Enter}');
    const input = { sessionId: SESSION, boxId: 'c', place: 'Gate 1' };
    expect(engine.calls).toContainEqual({ name: 'checkIn.placeBox', input });
  });

  it('is left as it was by Escape', async () => {
    const engine = await show();
    await userEvent.keyboard('{F9}');
    await userEvent.keyboard('Shelf{Escape}');
    expect(screen.queryByLabelText('Where Box 1 stands', { selector: 'input' })).toBeNull();
    expect(engine.calls.map(({ name }) => name)).not.toContain('checkIn.placeBox');
  });
});

async function show(view: SessionView = session) {
  const engine = checkInEngine([aReply('new', { tally })], view);
  await showApp({ engine, start });
  await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
  await screen.findByTestId('outcome');
  return engine;
}

/** Longer than any scanner leaves a key down. */
async function hold(key: string): Promise<void> {
  await userEvent.keyboard(`{${key}>}`);
  await act(() => new Promise((resolve) => void setTimeout(resolve, 300)));
  await userEvent.keyboard(`{/${key}}`);
}
