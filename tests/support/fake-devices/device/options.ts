import type { PlistDict } from '../plist.ts';

export type Stage = 'setUp' | 'setupAssistant' | 'restore';

/** What a computer that paired keeps, as `makePairRecord` makes it; private keys included. */
export interface PairRecord {
  readonly hostId: string;
  readonly systemBuid: string;
  /** PEM each. */
  readonly deviceCertificate: string;
  readonly hostCertificate: string;
  readonly hostPrivateKey: string;
  readonly rootCertificate: string;
  readonly rootPrivateKey: string;
}

/** A device to be plugged in; what is left out is made up from a running number. */
export interface DeviceOptions {
  /** 8 hex digits, a dash, 16 hex digits; or 40 hex digits. */
  readonly udid?: string;
  readonly ecid?: bigint;
  readonly serial?: string;
  readonly productType?: string;
  /** `iPhone`, `iPad` …: lockdown's DeviceClass. */
  readonly className?: string;
  readonly deviceName?: string;
  readonly iosVersion?: string;
  readonly wifiAddress?: string;
  /** USB's product id. */
  readonly productId?: number;
  /** Linux: bus << 16 | address. */
  readonly locationId?: number;
  /** Both: the mux lists the device twice, as macOS does with one that syncs over Wi-Fi too. */
  readonly connections?: readonly ('USB' | 'Network')[];
  readonly battery?: { readonly percent: number; readonly isCharging: boolean };
  readonly stage?: Stage;
  /** A locked device answers Pair with PasswordProtected. */
  readonly isLocked?: boolean;
  /** What a set-up device does when a computer wants to pair. In Setup Assistant it asks nobody. */
  readonly trust?: 'asks' | 'denies';
  /** USB Restricted Mode: there for USB, neither listed nor reachable through the mux. */
  readonly isUsbRestricted?: boolean;
  /** Computers the device trusts already. */
  readonly hosts?: readonly PairRecord[];
  readonly cloudConfiguration?: PlistDict;
  readonly nvram?: PlistDict;
  /** Over the values of the default domain; `undefined` takes a key away. */
  readonly values?: PlistDict;
}
