import { optional } from './optional.mjs';
import { systemPackages } from './system-packages.mjs';

/** Step: what plays USB devices, and their events, to one process of a test. */
export const mockedDevices = optional(
  { ...systemPackages(['mockedDevices']), name: 'Mocked devices' },
  'not there; the tests that plug them in are skipped',
);
