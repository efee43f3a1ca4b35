import { createNodeUsbBus } from '../../src/engine/bench/bus/node-usb-bus.ts';
import { createFakeBus } from '../engine/bench/fake-bench.ts';
import { createFakeNodeUsb } from './fake-node-usb.ts';
import { exitRecoverySuite, usbBusSuite } from './usb-bus.ts';
import { sandboxStage, scriptedStage } from './usb-stages.ts';

usbBusSuite('the tests', () => {
  const bus = createFakeBus();
  return scriptedStage(bus, bus);
});

const usb = createFakeNodeUsb();
const realBus = await createNodeUsbBus({ platform: 'darwin', load: () => Promise.resolve(usb) });
const realStage = () => {
  usb.unplug('1-1.4');
  return scriptedStage(realBus, usb);
};
usbBusSuite('this machine', realStage);
exitRecoverySuite('this machine', realStage);

usbBusSuite('the sandbox', sandboxStage);
exitRecoverySuite('the sandbox', sandboxStage);
