import type { UsbDevice } from '../../src/core/ports.ts';
import type { NodeUsb, NodeUsbDevice, NodeUsbEvent } from '../../src/engine/bench/node-usb-bus.ts';

type Listener = (event: NodeUsbEvent) => void;

export interface FakeNodeUsb extends NodeUsb {
  plug(device: UsbDevice): void;
  unplug(port: string): void;
  /** Any device, of any vendor. */
  connect(device: NodeUsbDevice): void;
}

/** Package `usb` as far as the bench uses it, with devices that are only said to be there. */
export function createFakeNodeUsb(): FakeNodeUsb {
  const devices = new Map<string, NodeUsbDevice>();
  const listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() };
  const connect = (device: NodeUsbDevice) => {
    devices.set(`${device.bus}-${device.ports.join('.')}`, device);
    for (const listener of listeners.connect) listener({ device });
  };
  return {
    connect,
    getDevices: () => Promise.resolve([...devices.values()]),
    addEventListener: (type, listener) => void listeners[type].add(listener),
    removeEventListener: (type, listener) => void listeners[type].delete(listener),
    plug: (device) => connect(nodeUsbDevice(device)),
    unplug: (port) => {
      const device = devices.get(port);
      devices.delete(port);
      if (device) for (const listener of listeners.disconnect) listener({ device });
    },
  };
}

/** `port` is bus, a dash, and the chain of ports: the form that the bench gives it. */
export function nodeUsbDevice({ port, productId, serialString }: UsbDevice): NodeUsbDevice {
  const [bus = '', chain = ''] = port.split('-');
  const ports = chain.split('.').map(Number);
  return { vendorId: 0x05ac, productId, bus, ports, address: 7, serialNumber: serialString };
}
