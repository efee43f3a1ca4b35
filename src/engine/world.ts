import type { Barcode } from '../contract/sandbox.ts';
import type { Connections } from '../core/connections.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { Clock, DeviceProbe, Fetch, UsbBus } from '../core/ports.ts';
import type { Roster } from './desk/desk.ts';

/** Everything outside the engine, live or simulated: the engine cannot tell which. */
export interface World {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly bus: UsbBus;
  readonly probe: DeviceProbe;
  readonly connections: Connections;
  /** A valid access token per cloud; after a 401 asked again with the one that was refused. */
  readonly bearer: {
    apple(organizationId: string, refused?: string): Promise<string>;
    microsoft(refused?: string): Promise<string>;
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
  plug(what: { serial: SerialNumber; port?: string | undefined }): Handling;
  unplug(what: { port: string }): Handling;
  enterMode(what: { port: string; mode: 'normal' | 'recovery' | 'dfu' }): Handling;
  erase(what: { port: string }): Handling;
  setUp(what: { port: string }): Handling;
  readonly barcodes: readonly Barcode[];
}
