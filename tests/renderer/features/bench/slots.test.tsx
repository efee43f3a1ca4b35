// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { aCard, anOccupant, aSlot, aStatus, SERIAL, theSlots } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, verdict } from './bench-support.ts';

describe('the slots', () => {
  it('keep their order and say lane, serial and state in words', async () => {
    const occupant = anOccupant({ lane: 'wait', batteryPercent: 12 });
    const engine = createFakeEngine({
      'bench.slots': () => success(theSlots([aSlot(1), aSlot(2, occupant)])),
    });
    await showApp({ engine });
    const panel = screen.getByRole('region', { name: 'Slots' });
    const names = within(panel).getAllByRole('button', { name: /^Slot \d, Port/ });
    expect(names.map((button) => button.querySelector('.visually-hidden')?.textContent)).toEqual([
      'Slot 1, Port 1: empty',
      `Slot 2, Port 2, WAIT, ${SERIAL}, Switched on, battery low, 12 %`,
    ]);
  });

  it('teach why there are none', async () => {
    const engine = createFakeEngine({
      'bench.slots': () => success(theSlots([], { lacks: ['noBus'] })),
      'status.read': () => success(aStatus({ usb: 'noBus' })),
    });
    await showApp({ engine });
    expect(screen.getByText('This computer shows no USB ports.')).toBeTruthy();
  });

  it('show the card of their device', async () => {
    const card = aCard('inIntune', { slotNumber: 1, slot: 'Port 1' });
    const engine = engineWith(card);
    engine.answer('bench.slots', () => success(theSlots([aSlot(1, anOccupant({ lane: 'done' }))])));
    await showApp({ engine });
    await userEvent.click(screen.getByRole('button', { name: /^Slot 1, Port 1/ }));
    expect(verdict().textContent).toContain('IN INTUNE');
  });

  it('plug a sandbox device in by serial', async () => {
    const engine = createFakeEngine({
      'bench.slots': () => success(theSlots([aSlot(3)])),
      'sandbox.plug': () => success({}),
    });
    await showApp({ engine });
    await userEvent.click(screen.getByRole('button', { name: 'Slot 3: name and more' }));
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Serial to plug in' }),
      'h4k7m2q9xt',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Plug in' }));
    const plugged = { name: 'sandbox.plug', input: { serial: 'H4K7M2Q9XT', port: '1-1.3' } };
    expect(engine.calls).toContainEqual(plugged);
  });

  it('make a sandbox device suffer, and end that', async () => {
    const slot = aSlot(3, anOccupant({ symptom: 'usbRestricted' }));
    const engine = createFakeEngine({
      'bench.slots': () => success(theSlots([slot])),
      'sandbox.suffer': () => success({}),
    });
    await showApp({ engine });
    await userEvent.click(screen.getByRole('button', { name: 'Slot 3: name and more' }));
    const suffers = { name: 'What it suffers from' };
    await userEvent.selectOptions(await screen.findByRole('combobox', suffers), 'A bad cable');
    const input = { port: '1-1.3', symptom: 'reEnumerating' };
    expect(engine.calls).toContainEqual({ name: 'sandbox.suffer', input });
    await userEvent.click(screen.getByRole('button', { name: 'Slot 3: name and more' }));
    await userEvent.selectOptions(await screen.findByRole('combobox', suffers), 'Nothing');
    const ended = { name: 'sandbox.suffer', input: { port: '1-1.3', symptom: null } };
    expect(engine.calls).toContainEqual(ended);
  });
});
