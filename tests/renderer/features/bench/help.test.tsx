// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { benchLackSchema, type Slots } from '../../../../src/contract/bench.ts';
import { deviceSymptomSchema } from '../../../../src/core/facts/device-symptom.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { udevRule } from '../../../../src/core/usb/udev-rule.ts';
import { say } from '../../../../src/core/words/words.ts';
import { guideFor } from '../../../../src/renderer/features/bench/help-topics.ts';
import { aCard, anOccupant, aSlot, SERIAL, theSlots } from '../../builders.ts';
import { createFakeEngine, createFakeShell } from '../../fake-engine.ts';
import { showApp, type Shown } from '../../render-app.tsx';
import { engineWith, scan } from './bench-support.ts';

const stranger = anOccupant({ serial: undefined, symptom: 'trustPending' });
const guide = () => screen.queryByRole('region', { name: 'What to do' });
const title = () => guide()?.querySelector('h2')?.textContent;

describe('the guide to a symptom', () => {
  it('opens with the tile of a device that has shown no serial, which is asked for it', async () => {
    const { parts } = await showWith(theSlots([aSlot(7, stranger)]));
    await press(/^Slot 7, /);
    expect(title()).toContain('Slot 7');
    expect(title()).toContain('It asks for trust');
    expect(guide()?.textContent).toContain('Scan the serial of the device on slot 7.');
    expect(parts.store.getState().armedSlot).toBe('1-1.7');
  });

  it.each(deviceSymptomSchema.options)('opens for each symptom: %s', async (symptom) => {
    await showWith(theSlots([aSlot(7, { ...stranger, symptom })]));
    await press(/^Slot 7, /);
    const { title: words, steps } = guideFor(symptom, 'linux', 'iPhone');
    expect(title()).toContain(say('en', words));
    expect(guide()?.textContent).toContain(say('en', steps[0] ?? ''));
  });

  it('is closed by Esc, which keeps the device chosen for the next scan', async () => {
    const { parts } = await showWith(theSlots([aSlot(7, stranger)]));
    await press(/^Slot 7, /);
    await userEvent.keyboard('{Escape}');
    expect(guide()).toBeNull();
    expect(parts.store.getState().armedSlot).toBe('1-1.7');
  });

  it('is closed by Esc, and by another Esc the next scan is of any device again', async () => {
    const { parts } = await showWith(theSlots([aSlot(7, stranger)]));
    await press(/^Slot 7, /);
    await userEvent.keyboard('{Escape}{Escape}');
    expect(parts.store.getState().armedSlot).toBeUndefined();
  });

  it('becomes that of another symptom, stays while the device is unplugged, and ends with the last', async () => {
    const { engine } = await showWith(theSlots([aSlot(7, stranger)]));
    await press(/^Slot 7, /);
    const tell = (slot: ReturnType<typeof aSlot>) =>
      act(() => engine.tell('bench.slotsChanged', theSlots([slot])));
    tell(aSlot(7, { ...stranger, symptom: 'trustDenied' }));
    expect(title()).toContain('It does not trust this computer');
    tell(aSlot(7));
    expect(title()).toContain('It does not trust this computer');
    tell(aSlot(7, anOccupant()));
    expect(guide()).toBeNull();
  });

  it('gives way to a scan', async () => {
    const engine = engineWith(aCard('inIntune'));
    engine.answer('bench.slots', () => success(theSlots([aSlot(7, stranger)])));
    await showApp({ engine });
    await press(/^Slot 7, /);
    await scan(SERIAL);
    expect(guide()).toBeNull();
  });

  it('is a press away on the card of a device that is known', async () => {
    const engine = engineWith(aCard('inIntune', { slotNumber: 7, slot: 'Port 7' }));
    const locked = anOccupant({ symptom: 'locked' });
    engine.answer('bench.slots', () => success(theSlots([aSlot(7, locked)])));
    await showApp({ engine });
    await press(/^Slot 7, Port/);
    expect(guide()).toBeNull();
    await press(/What to do/);
    expect(title()).toContain('It is locked with a passcode');
  });

  it('opens by its key, for a device that does not appear where none is on show', async () => {
    await showWith(theSlots([aSlot(7)]));
    await userEvent.keyboard('{F4}');
    expect(title()).toBe('A device does not appear?');
    await userEvent.keyboard('{F4}');
    expect(guide()).toBeNull();
  });

  it('opens from the panel for a device that does not appear', async () => {
    await showWith(theSlots([]));
    await press('A device does not appear?');
    expect(guide()?.textContent).toContain('many only charge');
  });

  it('can be asked for in the menu of the slot', async () => {
    const card = anOccupant({ symptom: 'stalePairing' });
    await showWith(theSlots([aSlot(7, card)]));
    await press('Slot 7: name and more');
    await userEvent.click(await screen.findByRole('button', { name: 'What is wrong?' }));
    expect(title()).toContain('It has forgotten this computer');
  });
});

describe('what this computer lacks', () => {
  it('is said above the slots, with the remedy of the platform a press away', async () => {
    const slots = theSlots([aSlot(7)], { lacks: ['noDaemon'], platform: 'windows' });
    const { engine } = await showWith(slots);
    const panel = screen.getByRole('region', { name: 'Slots' });
    expect(panel.textContent).toContain('The program for devices is missing.');
    await userEvent.click(within(panel).getByRole('button', { name: /^What to do/ }));
    expect(guide()?.textContent).toContain('“Apple Devices” from the Microsoft Store');
    act(() => engine.tell('bench.slotsChanged', { ...slots, lacks: [] }));
    expect(guide()).toBeNull();
    expect(panel.textContent).not.toContain('The program for devices is missing.');
  });

  it('is installed on Linux by a command to copy, where the program for devices is missing', async () => {
    await showWith(theSlots([aSlot(7)], { lacks: ['noDaemon'], platform: 'linux' }));
    await press(/^What to do/);
    expect(guide()?.textContent).toContain('sudo apt install usbmuxd');
  });

  it.each(benchLackSchema.options)('has a guide that opens: %s', async (lack) => {
    await showWith(theSlots([aSlot(7)], { lacks: [lack], platform: 'linux' }));
    await press(/^What to do/);
    const { title: words, steps } = guideFor(lack, 'linux', 'unknown');
    expect(title()).toContain(say('en', words));
    expect(guide()?.textContent).toContain(say('en', steps[0] ?? ''));
  });

  it('is mended on Linux by commands to copy and a rule to save', async () => {
    const shell = createFakeShell();
    await showWith(theSlots([], { lacks: ['busNotPermitted'], platform: 'linux' }), shell);
    await press(/^What to do/);
    expect(guide()?.textContent).toContain('sudo udevadm control --reload');
    await press('Save the udev rule …');
    const file = { name: '70-resetbench.rules', text: udevRule() };
    expect(shell.inputs.at(shell.asked.indexOf('shell.saveText'))).toEqual(file);
    expect(await screen.findByText('Saved as 70-resetbench.rules.')).toBeTruthy();
  });
});

describe('leaving recovery', () => {
  const stuck = anOccupant({ mode: 'recovery', canLeaveRecovery: true });

  it('is a press in the menu of the slot', async () => {
    const { engine } = await showWith(theSlots([aSlot(7, stuck)]));
    engine.answer('bench.exitRecovery', () => success(theSlots([aSlot(7)])));
    await leave();
    expect(engine.calls).toContainEqual({ name: 'bench.exitRecovery', input: { port: '1-1.7' } });
    expect(await screen.findByRole('button', { name: /^Slot 7, Port 7: empty/ })).toBeTruthy();
  });

  it('shows how the right to it is given where there is none', async () => {
    const { engine } = await showWith(theSlots([aSlot(7, stuck)]));
    engine.answer('bench.exitRecovery', () => failure({ code: 'usbNotPermitted' }));
    await leave();
    expect(await screen.findByText('This user may not use USB devices')).toBeTruthy();
  });

  it('is done by the buttons of the device where this computer cannot', async () => {
    const mac = anOccupant({ mode: 'dfu', family: 'Mac', serial: undefined });
    await showWith(theSlots([aSlot(7, mac)], { platform: 'windows' }));
    await press('Slot 7: name and more');
    const byButtons = { name: 'Leave it by its buttons' };
    await userEvent.click(await screen.findByRole('button', byButtons));
    expect(screen.queryByRole('button', { name: 'Leave recovery mode' })).toBeNull();
    expect(guide()?.textContent).toContain('Hold its power button for ten seconds');
  });
});

async function showWith(slots: Slots, shell = createFakeShell()): Promise<Shown> {
  const engine = createFakeEngine({ 'bench.slots': () => success(slots) });
  return showApp({ engine, shell });
}

async function press(name: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name }));
}

async function leave(): Promise<void> {
  await press('Slot 7: name and more');
  await userEvent.click(await screen.findByRole('button', { name: 'Leave recovery mode' }));
}
