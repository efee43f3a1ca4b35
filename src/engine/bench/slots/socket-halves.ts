/** What a port name says: `bus-1.4.2`, the last number being the socket (docs/protocol/apple-usb.md#ports). */
interface PortPlace {
  readonly bus: string;
  readonly chain: readonly string[];
}

function placeOf(port: string): PortPlace | undefined {
  const dash = port.lastIndexOf('-');
  const chain = port.slice(dash + 1);
  return dash > 0 && /^\d+(\.\d+)*$/.test(chain)
    ? { bus: port.slice(0, dash), chain: chain.split('.') }
    : undefined;
}

/** Whether that port ends with its plug: it is named by an address, which the next plug may not get again. */
export function isPassing(port: string): boolean {
  return /@\d+$/.test(port);
}

/**
 * Whether two ports can be the halves of one socket at all: these never hang on one root port
 * (docs/protocol/apple-usb.md#ports). Ports whose names tell no place may be anything.
 */
export function canBeHalves(one: string, other: string): boolean {
  const [first, second] = [placeOf(one), placeOf(other)];
  if (one === other || isPassing(one) || isPassing(other)) return false;
  if (!first || !second) return true;
  return first.bus !== second.bus || first.chain[0] !== second.chain[0];
}

/** Whether a device that came from one to the other may prove them to be: another bus, the same socket of its hub. */
export function lookLikeHalves(one: string, other: string): boolean {
  const [first, second] = [placeOf(one), placeOf(other)];
  if (!first || !second || first.bus === second.bus) return false;
  // The sockets of the computer itself are numbered for each bus on its own.
  const areOfComputer = first.chain.length === 1 && second.chain.length === 1;
  const areBehindHubs = first.chain.length > 1 && second.chain.length > 1;
  return areOfComputer || (areBehindHubs && first.chain.at(-1) === second.chain.at(-1));
}
