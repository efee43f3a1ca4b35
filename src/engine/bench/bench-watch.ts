import type {
  Clock,
  DeviceProbe,
  RecoveryExitFailure,
  UsbBus,
  UsbChange,
  UsbDevice,
} from '../../core/ports.ts';
import { failure, type Result } from '../../core/result.ts';
import type { LayoutMemory } from './slots/layout-memory.ts';
import { createRestlessPorts, type RestlessPorts } from './slots/restless-ports.ts';
import type { SlotArranging } from './slots/slot-layout.ts';
import { createSlotTable, type SlotTable } from './slots/slot-table.ts';
import {
  createDeviceTracker,
  type DeviceTracker,
  type Permission,
} from './tracking/device-tracker.ts';
import type { BenchSignal, TrackedSlot } from './tracking/tracked-device.ts';

export type { Permission } from './tracking/device-tracker.ts';
export type { BenchSignal, TrackedDevice, TrackedSlot } from './tracking/tracked-device.ts';

export interface BenchWatch {
  /** Why this machine has no slots at present; the app goes on without. */
  readonly unavailable?: UsbBus['unavailable'];
  readonly lacks: NonNullable<UsbBus['lacks']>;
  /** True until the devices that were there at the start are known. */
  isListing(): boolean;
  /** In the order of their numbers. */
  slots(): TrackedSlot[];
  readonly arranging: SlotArranging;
  /** For the device that is there, while its reset is open; it follows the device over ports. */
  allowPairing(port: string, permission: Permission): void;
  /** Resolves when nothing that was asked of a device is still to be taken back, or when that takes too long. */
  settled(): Promise<void>;
  /** For the device in that slot, and no other. Absent where this computer cannot do it. */
  readonly exitRecovery?: (port: string) => Promise<Result<void, RecoveryExitFailure>>;
  /** Gives back its own unsubscribe. */
  subscribe(listener: (signal: BenchSignal) => void): () => void;
  stop(): void;
}

interface BenchWatchOptions {
  readonly bus: UsbBus;
  readonly probe: DeviceProbe;
  readonly clock: Clock;
  readonly layout: LayoutMemory;
}

/** Follows the devices on this bench's USB ports. Devices already there appear soon after the start. */
export function createBenchWatch({ bus, probe, clock, layout }: BenchWatchOptions): BenchWatch {
  const listeners = new Set<(signal: BenchSignal) => void>();
  const table = createSlotTable(layout);
  for (const port of bus.ports ?? []) table.claim(port);
  const emit = (signal: BenchSignal) => {
    for (const listener of listeners) listener(signal);
  };
  const tracker = createDeviceTracker({ table, probe, clock, emit });
  const slots = () => table.shown().map((slot) => withUnrest(slot, restless));
  const restless = createRestlessPorts(clock, (port) => tellUnrest(port, slots(), emit));
  const following = followBus(bus, tracker, restless);
  return {
    get unavailable() {
      return bus.unavailable;
    },
    lacks: bus.lacks ?? [],
    ...exitOn(bus, table),
    isListing: following.isListing,
    slots,
    arranging: table,
    allowPairing: (port, permission) => tracker.allowPairing(port, permission),
    settled: () => probe.settled?.() ?? Promise.resolve(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      following.stop();
      restless.stop();
      listeners.clear();
      tracker.stop();
    },
  };
}

/** A slot is named by its first port; its device may be on the other half. */
function exitOn(bus: UsbBus, table: SlotTable): Pick<BenchWatch, 'exitRecovery'> {
  const exit = bus.exitRecovery?.bind(bus);
  if (!exit) return {};
  return {
    exitRecovery(port) {
      const presence = table.get(port)?.presence;
      if (!presence) return Promise.resolve(failure('gone'));
      return exit(presence.usb.port, presence.device.ecid);
    },
  };
}

function withUnrest(slot: TrackedSlot, { isRestless }: RestlessPorts): TrackedSlot {
  return slot.ports.some(isRestless) ? { ...slot, isRestless: true } : slot;
}

function tellUnrest(
  port: string,
  slots: readonly TrackedSlot[],
  emit: (signal: BenchSignal) => void,
): void {
  const slot = slots.find(({ ports }) => ports.includes(port));
  if (slot?.device) emit({ kind: 'changed', slot: slot.port, device: slot.device });
}

/** Watches before it lists, so that nothing falls between the two. */
function followBus(bus: UsbBus, tracker: DeviceTracker, restless: RestlessPorts) {
  const settled = new Set<string>();
  let isListing = true;
  let isStopped = false;
  const unwatch = bus.watch((change: UsbChange) => {
    settled.add(change.kind === 'attached' ? change.device.port : change.port);
    if (change.kind === 'detached') return tracker.detach(change.port);
    restless.arrived(change.device.port);
    tracker.attach(change.device);
  });
  void listOf(bus).then((devices) => {
    isListing = false;
    if (isStopped) return;
    // A port that changed meanwhile is known better than the list knows it.
    const unsettled = devices.filter(({ port }) => !settled.has(port));
    for (const device of unsettled.toSorted(byPort)) tracker.attach(device);
  });
  return {
    isListing: () => isListing,
    stop() {
      isStopped = true;
      unwatch();
    },
  };
}

async function listOf(bus: UsbBus): Promise<readonly UsbDevice[]> {
  try {
    return await bus.list();
  } catch {
    return []; // Devices plugged from now on are still seen.
  }
}

/** Slots get the same numbers at every start as long as the hubs stay where they are. */
function byPort(left: UsbDevice, right: UsbDevice): number {
  return left.port.localeCompare(right.port, 'en', { numeric: true });
}
