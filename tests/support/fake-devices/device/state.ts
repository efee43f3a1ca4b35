import type { Socket } from 'node:net';
import type { PlistDict } from '../plist.ts';
import { withoutEnrolment } from './cloud-configuration.ts';
import type { DeviceOptions, Stage } from './options.ts';

/** A host the device trusts: how it proves itself, and the certificate the device shows it. */
export interface TrustedHost {
  readonly rootCertificate: string;
  readonly hostCertificate: string;
  readonly deviceCertificate: string;
}

export interface DeviceState {
  readonly udid: string;
  readonly ecid: bigint;
  readonly chipId: number;
  readonly serial: string;
  readonly productType: string;
  readonly className: string;
  readonly productId: number;
  readonly locationId: number;
  readonly connections: readonly ('USB' | 'Network')[];
  readonly wifiAddress: string;
  readonly iosVersion: string;
  readonly values: PlistDict;
  deviceName: string;
  battery: { readonly percent: number; readonly isCharging: boolean };
  stage: Stage;
  isActivated: boolean;
  isLocked: boolean;
  trust: 'asks' | 'denies';
  isUsbRestricted: boolean;
  /** By HostID. */
  readonly hosts: Map<string, TrustedHost>;
  /** The computer (its SystemBUID) that asked for trust, and what the user said. */
  dialog: { readonly buid: string; answer: 'none' | 'trusts' | 'refuses' } | undefined;
  untrustedHostBuid: string | undefined;
  cloudConfiguration: PlistDict | undefined;
  nvram: PlistDict;
  /** Ports on which a started service waits for one connection. */
  readonly ports: Map<number, { readonly service: string; readonly hostId: string }>;
  startedServices: number;
  /** Counts how often the device came or left. */
  arrivals: number;
  /** Open streams through the mux; all end when the device leaves. */
  readonly streams: Set<Socket>;
}

const models: Record<string, { readonly productId: number; readonly productType: string }> = {
  iPhone: { productId: 0x12a8, productType: 'iPhone15,4' },
  iPad: { productId: 0x12ab, productType: 'iPad14,1' },
};

/** `index` makes what the options leave out: every device of a server has its own. */
export function createState(options: DeviceOptions, index: number): DeviceState {
  const stage = options.stage ?? 'setUp';
  const className = options.className ?? 'iPhone';
  return {
    ...identityOf(options, index),
    ...(models[className] ?? { productId: 0x12a8, productType: `${className}1,1` }),
    ...placeOf(index),
    ...madeUp(index),
    className,
    stage,
    deviceName: stage === 'setUp' ? `Device ${index}` : className,
    isActivated: stage === 'setUp',
    cloudConfiguration: stage === 'setUp' ? withoutEnrolment : undefined,
    ...without(options),
    hosts: trustedHosts(options),
    dialog: undefined,
    untrustedHostBuid: undefined,
    ports: new Map(),
    startedServices: 0,
    arrivals: 0,
    streams: new Set(),
  };
}

function without({ udid: _udid, ecid: _ecid, hosts: _hosts, ...options }: DeviceOptions) {
  return options;
}

// An ECID above 2^53 unless told: who reads it as a number of JavaScript is found out.
function identityOf({ udid, ecid }: DeviceOptions, index: number) {
  const [chip, rest] = /^([0-9A-F]{8})-([0-9A-F]{16})$/i.exec(udid ?? '')?.slice(1) ?? [];
  const told = rest === undefined ? undefined : BigInt(`0x${rest}`);
  const own = ecid ?? told ?? 0x003a_2b3c_4d5e_8000n + BigInt(index);
  const hex = own.toString(16).toUpperCase().padStart(16, '0');
  return {
    ecid: own,
    chipId: Number.parseInt(chip ?? '8120', 16),
    udid: udid ?? `00008120-${hex}`,
  };
}

function placeOf(index: number) {
  return {
    locationId: (1 << 16) | (index + 1),
    connections: ['USB'] as const,
    wifiAddress: `02:00:00:00:0a:${index.toString(16).padStart(2, '0').slice(-2)}`,
  };
}

function madeUp(index: number) {
  return {
    serial: `RSTB${String(index).padStart(6, '0')}`,
    iosVersion: '26.1',
    battery: { percent: 80, isCharging: true },
    trust: 'asks' as const,
    isLocked: false,
    isUsbRestricted: false,
    nvram: { 'auto-boot': Buffer.from('true') },
    values: {},
  };
}

function trustedHosts({ hosts = [] }: DeviceOptions): Map<string, TrustedHost> {
  return new Map(
    hosts.map(({ hostId, rootCertificate, hostCertificate, deviceCertificate }) => [
      hostId,
      { rootCertificate, hostCertificate, deviceCertificate },
    ]),
  );
}
