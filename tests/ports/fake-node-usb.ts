import type { UsbDevice } from '../../src/core/ports.ts';
import type { NodeUsb, NodeUsbDevice, NodeUsbEvent } from '../../src/engine/bench/bus/node-usb.ts';
import { createFakeIboot } from './fake-iboot.ts';

type Listener = (event: NodeUsbEvent) => void;

export interface FakeNodeUsb extends NodeUsb {
  plug(device: UsbDevice): void;
  unplug(port: string): void;
  /** Any device, of any vendor. */
  connect(device: NodeUsbDevice): void;
  /** Both without an event. */
  appear(device: NodeUsbDevice): void;
  vanish(port: string): NodeUsbDevice | undefined;
  /** An event that comes late, or for nothing. */
  tell(type: 'connect' | 'disconnect', device: NodeUsbDevice): void;
  /** Of what is there, as in the folder of the bus. */
  names(): string;
  /** How many listen to events. */
  listening(): number;
  /** What a device that was told to reboot does, by its port. */
  whenRebooted(run: (port: string) => void): void;
}

/** Package `usb` as far as the bench uses it, with devices that are only said to be there. */
export function createFakeNodeUsb(): FakeNodeUsb {
  const devices = new Map<string, NodeUsbDevice>();
  const listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() };
  let plugs = 0;
  let reboot: (port: string) => void = () => undefined;
  const tell: FakeNodeUsb['tell'] = (type, device) => {
    for (const listener of listeners[type]) listener({ device });
  };
  const appear = (device: NodeUsbDevice) => {
    devices.set(`${device.bus}-${device.ports.join('.')}`, device);
  };
  const connect = (device: NodeUsbDevice) => {
    appear(device);
    tell('connect', device);
  };
  const vanish = (port: string) => {
    const device = devices.get(port);
    devices.delete(port);
    return device;
  };
  return {
    appear,
    connect,
    tell,
    vanish,
    names: () => [...devices.keys()].join(' '),
    getDevices: () => Promise.resolve([...devices.values()]),
    addEventListener: (type, listener) => void listeners[type].add(listener),
    removeEventListener: (type, listener) => void listeners[type].delete(listener),
    listening: () => listeners.connect.size + listeners.disconnect.size,
    whenRebooted: (run) => {
      reboot = run;
    },
    plug: (device) => {
      plugs += 1;
      const iboot = createFakeIboot({ onReboot: () => reboot(device.port) });
      connect(Object.assign(iboot, nodeUsbFields(device, plugs)));
    },
    unplug: (port) => {
      const device = vanish(port);
      if (device) tell('disconnect', device);
    },
  };
}

/**
 * `port` is bus, a dash, and the chain of ports: the form that the bench gives it. Every plug has an address of its
 * own.
 */
export function nodeUsbDevice(device: UsbDevice, address = 7): NodeUsbDevice {
  return Object.assign(createFakeIboot(), nodeUsbFields(device, address));
}

function nodeUsbFields({ port, productId, serialString }: UsbDevice, address: number) {
  const [bus = '', chain = ''] = port.split('-');
  const ports = chain.split('.').map(Number);
  const handle = `${port}@${address}`;
  return { handle, vendorId: 0x05ac, productId, bus, ports, address, serialNumber: serialString };
}
