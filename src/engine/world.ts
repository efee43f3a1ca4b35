import type { Barcode } from '../contract/sandbox.ts';
import type { Connections } from '../core/connections.ts';
import type { DeviceSymptom } from '../core/facts/device-symptom.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { Clock, DeviceProbe, Fetch, UsbBus } from '../core/ports.ts';
import type { MicrosoftSignIn } from './clouds/microsoft/sign-in.ts';
import type { Roster } from './desk/desk.ts';

/** Everything outside the engine, live or simulated: the engine cannot tell which. */
export interface World {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly bus: UsbBus;
  readonly probe: DeviceProbe;
  /** What holds until somebody connects something else: nothing, or the practice organization. */
  readonly connections: Connections;
  /** What comes with the practice organization: its keys, and somebody who is signed in at Microsoft. */
  readonly practice?: {
    readonly secrets: Readonly<Record<string, string>>;
    readonly microsoftSignIn: MicrosoftSignIn;
  };
  readonly roster: Roster;
  /** How much faster than the wall `clock` runs; absent where it is the wall's. */
  speed(): number | undefined;
  /** Makes waiting short where time can be hurried, until the returned function is called. */
  hurry(): () => void;
  /** Only for the calls `sandbox.*`: nothing else may depend on whether it is there. */
  readonly sandbox?: SandboxControls | undefined;
  close(): void;
}

/** What became of a hand's work at the simulated bench: `ok`, or why it could not be done. */
export type Handling =
  | 'ok'
  | 'unknownDevice'
  | 'slotEmpty'
  | 'slotTaken'
  | 'noFreeSlot'
  | 'notPossible';

/** What only a simulated world can do. */
export interface SandboxControls {
  setSpeed(speed: number): void;
  setOnline(isOnline: boolean): void;
  plug(what: { serial: SerialNumber; port?: string | undefined }): Handling;
  unplug(what: { port: string }): Handling;
  enterMode(what: {
    port: string;
    mode: 'normal' | 'recovery' | 'dfu' | 'restoreRamdisk';
  }): Handling;
  erase(what: { port: string }): Handling;
  setUp(what: { port: string }): Handling;
  suffer(what: { port: string; symptom: DeviceSymptom | null }): Handling;
  /** What Apple's portal would hand out for this token, as text; undefined for one that is not there. */
  tokenFile(tokenId: string): string | undefined;
  readonly barcodes: readonly Barcode[];
}
