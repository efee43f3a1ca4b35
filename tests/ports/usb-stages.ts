import type { UsbBus, UsbDevice } from '../../src/core/ports.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import {
  anAnswer,
  inNormalMode,
  inRecovery,
  PHONE,
  PORT,
  START,
} from '../engine/bench/fake-bench.ts';
import type { UsbStage } from './usb-bus.ts';

interface Plugs {
  plug(device: UsbDevice): void;
  unplug(port: string): void;
  whenRebooted?(run: (port: string) => void): void;
}

/** One scripted phone on a bus that does what it is told. */
export function scriptedStage(bus: UsbBus, { plug, unplug, whenRebooted }: Plugs): UsbStage {
  const clock = createManualClock(START);
  whenRebooted?.((port) => {
    unplug(port);
    clock.after(4_000, () => plug(inNormalMode(PHONE)));
  });
  return {
    bus,
    clock,
    probe: { ask: () => Promise.resolve(anAnswer({ ecid: PHONE.ecid })) },
    plug: () => {
      plug(inNormalMode(PHONE));
      return PORT;
    },
    unplug,
    enterRecovery: (port) => {
      unplug(port);
      clock.after(4_000, () => plug(inRecovery(PHONE)));
    },
  };
}

/** The hub of the sandbox, with the first phone in use of its campaign. */
export function sandboxStage(): UsbStage {
  const clock = createManualClock(START);
  const { controls, usb, probe, world } = createSandbox({ clock, startAt: START });
  const phone = world.campaign.entries.find(
    ({ device }) => device.hardware.family === 'iPhone' && device.stage === 'inUse',
  );
  const serial = phone?.device.hardware.serial ?? '';
  return {
    bus: usb,
    probe,
    clock,
    plug: () => {
      controls.plug({ serial, port: SANDBOX_PORT });
      return SANDBOX_PORT;
    },
    unplug: (port) => void controls.unplug({ port }),
    enterRecovery: (port) => void controls.enterMode({ port, mode: 'recovery' }),
  };
}

const SANDBOX_PORT = '1-1.2.3';
