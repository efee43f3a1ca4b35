import type { UsbBus, UsbChange, UsbDevice } from '../../core/ports.ts';
import type { World } from '../world/world.ts';
import { usbFace } from './usb-strings.ts';

/** Four cascaded hubs with four ports each. */
export const PORTS: readonly string[] = [1, 2, 3, 4].flatMap((hub) =>
  [1, 2, 3, 4].map((port) => `1-1.${hub}.${port}`),
);

export interface UsbHub {
  readonly bus: UsbBus;
  /** Tells listeners what differs from what the bus showed before. */
  refresh(): void;
}

/** A bus whose content follows from which devices are plugged in and what state they are in. */
export function createUsbHub(world: World): UsbHub {
  const listeners = new Set<(change: UsbChange) => void>();
  let shown = facesOf(world);
  return {
    bus: {
      ports: PORTS,
      list: () => Promise.resolve([...shown.values()]),
      watch(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    refresh() {
      const before = shown;
      shown = facesOf(world);
      for (const change of differences(before, shown)) {
        for (const listener of listeners) listener(change);
      }
    },
  };
}

type Faces = ReadonlyMap<string, UsbDevice>;

function facesOf(world: World): Faces {
  const faces = Object.entries(world.state.slots).flatMap(([port, serial]) => {
    const device = world.device(serial);
    const face = device && usbFace(port, device);
    return face ? [[port, face] as const] : [];
  });
  return new Map(faces);
}

function differences(before: Faces, after: Faces): UsbChange[] {
  const isSame = (port: string) => {
    const [one, other] = [before.get(port), after.get(port)];
    return one?.productId === other?.productId && one?.serialString === other?.serialString;
  };
  const left = [...before.keys()].filter((port) => !isSame(port));
  const came = [...after.values()].filter(({ port }) => !isSame(port));
  return [
    ...left.map((port): UsbChange => ({ kind: 'detached', port })),
    ...came.map((device): UsbChange => ({ kind: 'attached', device })),
  ];
}
