interface Location {
  readonly bus: string;
  readonly address: number;
  readonly ports: readonly number[];
}

const MACOS_TIERS = 6;

/**
 * The number by which usbmux names the same place (docs/protocol/apple-usb.md#location-ids), unsigned; undefined where
 * there is none: on Windows, and for a bus or chain of ports that is not of this platform's form.
 */
export function locationIdOf(location: Location, platform: NodeJS.Platform): number | undefined {
  if (platform === 'linux') return onLinux(location);
  return platform === 'darwin' ? onMacos(location) : undefined;
}

function onLinux({ bus, address }: Location): number | undefined {
  const busNumber = /^\d{1,4}$/.test(bus) ? Number(bus) : undefined;
  return busNumber === undefined ? undefined : ((busNumber << 16) | address) >>> 0;
}

function onMacos({ bus, ports }: Location): number | undefined {
  const isPort = (port: number) => Number.isInteger(port) && port > 0 && port <= 0xf;
  if (!/^[0-9a-f]{1,2}$/i.test(bus) || ports.length > MACOS_TIERS || !ports.every(isPort)) {
    return undefined;
  }
  const chain = ports.map((port) => port.toString(16)).join('');
  return Number.parseInt(bus + chain.padEnd(MACOS_TIERS, '0'), 16);
}
