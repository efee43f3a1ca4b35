import type { PlistDict } from '../plist.ts';
import type { DeviceState } from './state.ts';

/** What the whole default domain holds without a session: docs/protocol/apple-usb.md#names, iOS 13 to 15. */
export const openKeys: ReadonlySet<string> = new Set([
  'BasebandCertId',
  'BasebandKeyHashInformation',
  'BasebandSerialNumber',
  'BasebandVersion',
  'BoardId',
  'BuildVersion',
  'CPUArchitecture',
  'ChipID',
  'DeviceClass',
  'DeviceColor',
  'DeviceName',
  'DieID',
  'HardwareModel',
  'HasSiDP',
  'PartitionType',
  'ProductName',
  'ProductType',
  'ProductVersion',
  'ProductionSOC',
  'ProtocolVersion',
  'SupportedDeviceFamilies',
  'TelephonyCapability',
  'UniqueChipID',
  'UniqueDeviceID',
  'UntrustedHostBUID',
  'WiFiAddress',
]);

/** The default domain in a session, without the device's public key. */
export function defaultValues(state: DeviceState): PlistDict {
  return {
    ...hardwareOf(state),
    ...basebandOf(state),
    ...softwareOf(state),
    ActivationState: state.isActivated ? 'Activated' : 'Unactivated',
    HostAttached: true,
    NonVolatileRAM: state.nvram,
    PasswordProtected: state.isLocked,
    TrustedHostAttached: true,
    UntrustedHostBUID: state.untrustedHostBuid,
    ...state.values,
  };
}

function hardwareOf(state: DeviceState): PlistDict {
  return {
    BluetoothAddress: state.wifiAddress,
    BoardId: 12,
    CPUArchitecture: 'arm64e',
    ChipID: state.chipId,
    DeviceClass: state.className,
    DeviceColor: '1',
    DieID: state.ecid,
    HardwareModel: 'D37AP',
    HasSiDP: true,
    ModelNumber: 'MTP03',
    PartitionType: '',
    ProductType: state.productType,
    ProductionSOC: true,
    RegionInfo: 'ZD/A',
    SerialNumber: state.serial,
    SupportedDeviceFamilies: [1],
    UniqueChipID: state.ecid,
    UniqueDeviceID: state.udid,
    WiFiAddress: state.wifiAddress,
  };
}

function basebandOf({ className }: DeviceState): PlistDict {
  if (className !== 'iPhone') return { TelephonyCapability: false };
  return {
    BasebandCertId: 2315222105,
    BasebandKeyHashInformation: { AKeyStatus: 2, SKeyStatus: 0 },
    BasebandSerialNumber: Buffer.from([0x12, 0x34, 0x56, 0x78]),
    BasebandVersion: '3.00.00',
    InternationalMobileEquipmentIdentity: '350000000000007',
    TelephonyCapability: true,
  };
}

function softwareOf(state: DeviceState): PlistDict {
  return {
    BuildVersion: '23B85',
    DeviceName: state.deviceName,
    ProductName: 'iPhone OS',
    ProductVersion: state.iosVersion,
    ProtocolVersion: '2',
    TimeZone: 'Europe/Berlin',
  };
}
