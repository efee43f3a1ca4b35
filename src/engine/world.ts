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
  readonly sandbox?: SandboxControls | undefined;
  close(): void;
}

/** What only a simulated world can do. */
export interface SandboxControls {
  speed(): number;
  setSpeed(speed: number): void;
  plug(what: { serial: SerialNumber; port?: string | undefined }): void;
  unplug(what: { port: string }): void;
  enterMode(what: { port: string; mode: 'normal' | 'recovery' | 'dfu' }): void;
  erase(what: { port: string }): void;
  setUp(what: { port: string }): void;
  readonly barcodes: readonly Barcode[];
}
