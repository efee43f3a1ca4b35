// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../../src/contract/bench.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { aCard, anOccupant, aSlot, SERIAL, serialOf, theSlots } from '../../builders.ts';
import type { FakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan, verdict } from './bench-support.ts';

const other = serialOf('C39XK2PQJG5H');
const three = [aSlot(1, anOccupant({ lane: 'wait' })), aSlot(2), aSlot(3)];

async function arrange(slots: Slot[], key = '{F3}'): Promise<FakeEngine> {
  const engine = engineWith(aCard('inIntune'));
  engine.answer('bench.slots', () => success(theSlots(slots)));
  await showApp({ engine });
  await userEvent.keyboard(key);
  return engine;
}

const plug = (engine: FakeEngine, slots: Slot[]) =>
  act(() => engine.tell('bench.slotsChanged', theSlots(slots)));
const strip = () => screen.getByRole('region', { name: 'Number the slots' });
const words = () => within(strip()).getAllByRole('status')[0]?.textContent;
const picked = () => document.querySelector('[data-picked] .slot-number')?.textContent;

describe('numbering the slots', () => {
  it('gives the socket that was plugged last the number that is typed', async () => {
    const engine = await arrange(three);
    const plugged = [three[0], aSlot(2, anOccupant({ serial: other })), three[2]] as Slot[];
    engine.answer('bench.numberSlot', () => success(theSlots(plugged)));
    expect(words()).toBe('Plug a device into a socket, then press its number.');
    plug(engine, plugged);
    expect(picked()).toBe('2');
    expect(words()).toBe('Slot 2, Port 2 is picked. Press the number it shall have.');
    await scan('14');
    const asked = { name: 'bench.numberSlot', input: { port: '1-1.2', number: 14 } };
    expect(engine.calls).toContainEqual(asked);
  });

  it.each([
    ['another number', { ...aSlot(2), number: 9 }, 'This is slot 9 now.'],
    [
      'one that another slot had',
      { ...aSlot(2), number: 3 },
      'This is slot 3 now. The one that had this number is slot 2.',
    ],
    [
      'that of the other half',
      { ...aSlot(2), number: 3, ports: ['1-1.2', '1-1.3'] },
      'Slot 3 now has both halves of its USB 3 socket.',
    ],
  ])('says what came of it: %s', async (_, slot, said) => {
    const engine = await arrange(three);
    const isSwap = slot.number === 3 && slot.ports.length === 1;
    const after = isSwap ? [three[0], slot, { ...aSlot(3), number: 2 }] : [three[0], slot];
    engine.answer('bench.numberSlot', () => success(theSlots(after as Slot[])));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await scan(String(slot.number));
    expect(words()).toContain(said);
  });

  it('picks by arrow keys and by pressing a tile, and shows no card then', async () => {
    await arrange(three);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(picked()).toBe('2');
    await userEvent.click(screen.getByRole('button', { name: /^Slot 1, Port 1, WAIT/ }));
    expect(picked()).toBe('1');
    expect(document.querySelector('[aria-current=true] .slot-number')?.textContent).toBe('1');
    expect(verdict().textContent).not.toContain('IN INTUNE');
  });

  it('takes a scan for a scan', async () => {
    const engine = await arrange(three);
    await userEvent.keyboard('{ArrowDown}');
    await scan(SERIAL);
    expect(verdict().textContent).toContain('IN INTUNE');
    expect(engine.calls.map(({ name }) => name)).not.toContain('bench.numberSlot');
    expect(strip()).toBeTruthy();
  });

  it.each([
    ['0', 'Numbers go from 1 to 64.'],
    ['65', 'Numbers go from 1 to 64.'],
  ])('refuses %s', async (text, said) => {
    const engine = await arrange(three);
    await userEvent.keyboard('{ArrowDown}');
    await scan(text);
    expect(words()).toContain(said);
    expect(engine.calls.map(({ name }) => name)).not.toContain('bench.numberSlot');
  });

  it('asks for a slot first when none is picked', async () => {
    await arrange(three);
    await scan('7');
    expect(words()).toContain('No slot is picked yet.');
  });

  it.each(['{Escape}', '{F3}'])('ends with %s', async (key) => {
    await arrange(three);
    await userEvent.keyboard(key);
    expect(screen.queryByRole('region', { name: 'Number the slots' })).toBeNull();
  });

  it('ends with Escape from anywhere, and leaves the card where it is', async () => {
    await arrange(three);
    await scan(SERIAL);
    act(() => (document.activeElement as HTMLElement).blur());
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Number the slots' })).toBeNull();
    expect(verdict().textContent).toContain('IN INTUNE');
  });

  it('sets how many are in a row, and lets the window find out again', async () => {
    const engine = await arrange(three, '{F3}');
    const sent = (columns: number | null) => ({ name: 'bench.setColumns', input: { columns } });
    engine.answer('bench.setColumns', ({ columns }) =>
      success(theSlots(three, columns === null ? {} : { columns })),
    );
    await userEvent.click(screen.getByRole('button', { name: 'More slots in a row' }));
    expect(engine.calls).toContainEqual(sent(1));
    const grid = document.querySelector<HTMLElement>('.slots-grid');
    expect(grid?.style.getPropertyValue('--columns')).toBe('1');
    await userEvent.click(screen.getByRole('button', { name: 'Fewer slots in a row' }));
    expect(engine.calls).toContainEqual(sent(null));
    expect(within(strip()).getByText('automatic')).toBeTruthy();
  });
});

describe('the menu of a slot', () => {
  const open = async (slot: Slot) => {
    const engine = await arrange([slot], '{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Slot 1: name and more' }));
    // The menu is a file of its own, which is loaded when the first one opens.
    await screen.findByRole('textbox', { name: 'Name on the hub' }, { timeout: 5_000 });
    return engine;
  };
  const halves = { ...aSlot(1, anOccupant()), ports: ['1-1.1', '2-1.1'] };

  it('separates the halves of a socket', async () => {
    const engine = await open(halves);
    await userEvent.click(screen.getByRole('button', { name: 'Separate the halves' }));
    expect(engine.calls).toContainEqual({ name: 'bench.separateSlot', input: { port: '1-1.1' } });
  });

  it('gives the slot the name that stands on the hub', async () => {
    const engine = await open(aSlot(1));
    const field = screen.getByRole('textbox', { name: 'Name on the hub' });
    await userEvent.clear(field);
    await userEvent.type(field, 'Left rack{Enter}');
    const asked = { name: 'bench.nameSlot', input: { port: '1-1.1', name: 'Left rack' } };
    expect(engine.calls).toContainEqual(asked);
  });

  it('forgets an empty slot, and says why it cannot', async () => {
    const engine = await open(aSlot(1));
    engine.answer('bench.forgetSlot', () => failure({ code: 'slotOccupied' }));
    await userEvent.click(screen.getByRole('button', { name: 'Forget this slot' }));
    expect(engine.calls).toContainEqual({ name: 'bench.forgetSlot', input: { port: '1-1.1' } });
    expect(await screen.findByText('A device is on that slot.')).toBeTruthy();
  });

  it('offers neither where it does not apply', async () => {
    await open(aSlot(1, anOccupant()));
    expect(screen.queryByRole('button', { name: 'Separate the halves' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Forget this slot' })).toBeNull();
  });
});
