import { z } from 'zod';

/**
 * Why a device on a slot tells less than it could; each has a guide (docs/protocol/apple-usb.md#silent-devices).
 * `locked`: its passcode is needed. `trustPending`, `trustDenied`: its user is asked to trust this computer, or said
 * no. `usbRestricted`: it is plugged in but lets nobody talk to it. `stalePairing`: it forgot this computer, which
 * did not forget it. `reEnumerating`: it comes and goes by itself. `noDaemon`, `daemonNotPermitted`: this computer
 * lacks the program that talks to devices, or may not use it. `noAnswer`: it did not answer in time.
 */
export const deviceSymptomSchema = z.enum([
  'locked',
  'trustPending',
  'trustDenied',
  'usbRestricted',
  'stalePairing',
  'reEnumerating',
  'noDaemon',
  'daemonNotPermitted',
  'noAnswer',
]);
export type DeviceSymptom = z.infer<typeof deviceSymptomSchema>;
