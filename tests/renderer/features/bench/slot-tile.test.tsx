// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Occupant } from '../../../../src/contract/bench.ts';
import { success } from '../../../../src/core/result.ts';
import { aCard, anOccupant, aSlot, SERIAL, serialOf, theSlots } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan } from './bench-support.ts';

const tile = () => screen.getByRole('button', { name: /^Slot 7, Port/ });
const label = () => tile().querySelector('.visually-hidden')?.textContent;
const lines = () => [...tile().querySelectorAll('.slot-line')].map((line) => line.textContent);

describe('a tile', () => {
  it('shows the symptom of its device in place of the mode, with a sign', async () => {
    await showTile(anOccupant({ symptom: 'usbRestricted' }));
    expect(lines()).toEqual(['JG5H–', 'Port closed']);
    expect(tile().querySelector('.slot-sign svg')).toBeTruthy();
    expect(label()).toBe(`Slot 7, Port 7, ${SERIAL}, Port closed`);
  });

  it('keeps saying how far a reset is, which the person waits for', async () => {
    await showTile(anOccupant({ symptom: 'locked', resetStep: 'started' }));
    expect(lines()[1]).toBe('Erasing');
  });

  it('shows a dash for a battery that cannot be read, and says nothing of it', async () => {
    await showTile(anOccupant());
    expect(lines()[0]).toBe('JG5H–');
    expect(label()).not.toContain('battery');
  });

  it('says that a battery is low', async () => {
    await showTile(anOccupant({ batteryPercent: 17 }));
    expect(label()).toContain('battery low, 17 %');
  });

  it('says of a battery that is not low how full it is', async () => {
    await showTile(anOccupant({ batteryPercent: 20 }));
    expect(label()).toContain('battery 20 %');
  });

  it('asks for a scan where its device is only likely to be the one, or unknown', async () => {
    await showTile(anOccupant({ serial: undefined, candidate: serialOf('J2Q8R4T6V1') }));
    expect(lines()).toEqual(['T6V1?–', 'scan to confirm']);
  });

  it('asks for the serial of a device that has shown none', async () => {
    await showTile(anOccupant({ serial: undefined }));
    expect(lines()).toEqual(['no serial–', 'scan its serial']);
  });

  it('says on which other slot the same serial is', async () => {
    await showTile(anOccupant({ lane: 'stop', alsoOn: [3], symptom: 'locked' }));
    expect(lines()[1]).toBe('Also on slot 3');
    expect(label()).toContain('STOP');
  });
});

describe('the tile of a scanned device', () => {
  const onSlot = aCard('inIntune', { slotNumber: 7, slot: 'Port 7' });

  it('answers to each scan, and not to being pressed', async () => {
    const engine = engineWith(onSlot);
    engine.answer('bench.slots', () => success(theSlots([aSlot(7, anOccupant())])));
    await showApp({ engine });
    await userEvent.click(tile());
    expect(called()).toBeNull();
    await scan(SERIAL);
    const first = called();
    expect(first).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2)); // another millisecond of the page's clock
    await scan(SERIAL);
    expect(called()).not.toBe(first);
  });

  it('is quiet again when its card has given way', async () => {
    const engine = engineWith(onSlot);
    engine.answer('bench.slots', () => success(theSlots([aSlot(7, anOccupant())])));
    await showApp({ engine });
    await scan(SERIAL);
    await userEvent.keyboard('{Escape}');
    expect(called()).toBeNull();
  });
});

function called(): Element | null {
  return document.querySelector('.slot-called');
}

async function showTile(occupant: Occupant): Promise<void> {
  const slots = theSlots([aSlot(7, occupant)]);
  await showApp({ engine: createFakeEngine({ 'bench.slots': () => success(slots) }) });
}
