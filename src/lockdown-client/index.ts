export type { LockdownFailure, Limits, Outcome } from './failure.ts';
export type { Channel } from './lockdown/channel.ts';
export type { DeviceErrorName } from './lockdown/device-error.ts';
export { type EraseStamp, eraseStampOf } from './lockdown/erase-stamp.ts';
export { type Lockdown, type LockdownOptions, openLockdown } from './lockdown/lockdown.ts';
export type { PairRecord } from './lockdown/pair-record.ts';
export type { ValueName } from './lockdown/values.ts';
export {
  type CloudConfiguration,
  cloudConfiguration,
  mcInstall,
} from './mc-install/cloud-configuration.ts';
export { type BadAddress, type MuxAddress, muxAddressOf } from './mux-address.ts';
export { type MuxDevice, withoutNetworkTwins } from './mux/device.ts';
export type { ListenEvent } from './mux/listen.ts';
export { createMux, type Mux, type MuxOptions } from './mux/mux.ts';
export { udidOf } from './mux/udid.ts';
export {
  booleanOf,
  dataOf,
  dateOf,
  dictOf,
  dictsOf,
  integerOf,
  listOf,
  numberOf,
  textOf,
} from './plist/fields.ts';
export { isDict, type PlistDict, type PlistValue } from './plist/value.ts';
export type { Result } from './result.ts';
