import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  type FakeDevices,
  type ServerOptions,
  startFakeDevices,
} from './fake-devices/fake-devices.ts';

/** Starts fake devices on a Unix socket of their own; they end with the test. */
export function freshFakes(): (options?: ServerOptions) => Promise<FakeDevices> {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  return async (options = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'fake-devices-'));
    const fakes = await startFakeDevices({ socketPath: join(folder, 'mux'), ...options });
    ends.push(async () => {
      await fakes.close();
      rmSync(folder, { recursive: true });
    });
    return fakes;
  };
}
