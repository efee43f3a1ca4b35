import { optional } from './optional.mjs';
import { systemPackages } from './system-packages.mjs';

/** Step: the tools that talk to real Apple devices; the fake devices of the tests are held to them. */
export const deviceTools = optional(
  { ...systemPackages(['deviceTools']), name: 'Device tools' },
  'not there; the tests that run them are skipped',
);
