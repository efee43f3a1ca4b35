// The bus of this machine, as a program of its own: each line on standard output is something that it tells.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createNodeUsbBus } from '../../src/engine/bench/bus/node-usb-bus.ts';

/**
 * `later` waits for the order to watch. `events`: only they can tell, since nothing is looked at after the first list.
 * `looking`: nothing else can.
 */
const [way, when] = process.argv.slice(2);
const bus = await createNodeUsbBus(
  way === 'events'
    ? { udevControl: '/', clock: { after: () => () => undefined } }
    : { udevControl: '/no/such/socket' },
);
let stop = (): void => undefined;
const watch = () => {
  stop = bus.watch((change) => say({ change }));
};
if (when !== 'later') watch();
say({ opened: { unavailable: bus.unavailable, lacks: bus.lacks, there: await bus.list() } });

// The package begins to listen some time after it was told to.
const waiting = setInterval(() => {
  if (!isListening()) return;
  clearInterval(waiting);
  say({ listening: true });
}, 10).unref();

const orders = createInterface({ input: process.stdin });
orders.on('line', (order) => {
  if (order === 'watch') watch();
  if (order === 'leave') {
    stop();
    orders.close();
    process.stdin.destroy();
  }
});

/** Whether anybody in this network namespace is in the group to which udevd sends its events. */
function isListening(): boolean {
  const sockets = readFileSync('/proc/self/net/netlink', 'utf8').split('\n');
  return sockets.some((socket) => /^\S+ +15 +\S+ +0*2 /.test(socket));
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
