import type { PlistDict } from '../plist.ts';
import type { DeviceState } from './state.ts';

/** Domains that answer without a session. */
export const openDomains: ReadonlySet<string> = new Set(['com.apple.mobile.iTunes']);

/** What a domain other than the default one holds; an unknown domain holds nothing. */
export function domainValues(state: DeviceState, domain: string): PlistDict {
  return { ...domains[domain]?.(state) };
}

const domains: Record<string, (state: DeviceState) => PlistDict> = {
  'com.apple.mobile.iTunes': () => ({
    // Above every signed 64-bit number: what a device really says (docs/protocol/apple-usb.md#lockdown).
    FamilyID: 18_446_744_073_709_551_615n,
    MinITunesVersion: '12.8.2',
    MinMacOSVersion: '10.12.6',
    iTunesSetupComplete: false,
  }),
  'com.apple.mobile.battery': ({ battery }) => ({
    BatteryCurrentCapacity: battery.percent,
    BatteryIsCharging: battery.isCharging,
    ExternalChargeCapable: true,
    ExternalConnected: true,
    FullyCharged: battery.percent === 100,
    GasGaugeCapability: true,
    HasBattery: true,
  }),
  'com.apple.disk_usage': ({ stage }) => ({
    TotalDataCapacity: 111_000_000_000,
    TotalDataAvailable: stage === 'setUp' ? 40_000_000_000 : 109_000_000_000,
    TotalDiskCapacity: 128_000_000_000,
    TotalSystemAvailable: 0,
    TotalSystemCapacity: 17_000_000_000,
  }),
  // Setup Assistant writes SetupState when it has finished, and nothing before.
  'com.apple.purplebuddy': ({ stage }) =>
    stage === 'setUp' ? { SetupDone: true, SetupState: 'SetupUsingAssistant' } : {},
};
