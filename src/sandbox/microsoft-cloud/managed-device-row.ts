import { DAY } from '../../core/time.ts';
import type { SimulatedDevice, SimulatedEnrollment } from '../world/device.ts';
import { dateTime, NEVER } from './date-time.ts';
import type { Row } from './filter.ts';

/** A row with the properties of v1.0; lists leave several of them empty (docs/protocol/intune.md#managed-devices). */
export function managedDeviceRow(device: SimulatedDevice, enrollment: SimulatedEnrollment): Row {
  const { hardware } = device;
  return {
    id: enrollment.id,
    ...userOf(enrollment),
    deviceName: `${hardware.family}-${hardware.serial}`,
    managedDeviceOwnerType: 'company',
    enrolledDateTime: dateTime(enrollment.enrolledAt),
    lastSyncDateTime: dateTime(enrollment.lastSyncAt),
    operatingSystem: SYSTEMS[hardware.family] ?? 'iOS',
    complianceState: enrollment.agent === 'jamf' ? 'unknown' : 'compliant',
    jailBroken: 'False',
    managementAgent: enrollment.agent,
    osVersion: device.osVersion,
    easActivated: false,
    easDeviceId: null,
    easActivationDateTime: NEVER,
    azureADRegistered: true,
    deviceEnrollmentType: enrollment.type,
    activationLockBypassCode: null,
    azureADDeviceId: enrollment.id,
    deviceRegistrationState: 'registered',
    deviceCategoryDisplayName: 'Unknown',
    isSupervised: enrollment.agent === 'mdm',
    exchangeLastSuccessfulSyncDateTime: NEVER,
    exchangeAccessState: 'none',
    exchangeAccessStateReason: 'none',
    remoteAssistanceSessionUrl: null,
    remoteAssistanceSessionErrorDetails: null,
    isEncrypted: true,
    ...hardwareOf(device),
    complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59Z',
    androidSecurityPatchLevel: null,
    configurationManagerClientEnabledFeatures: null,
    deviceHealthAttestationState: null,
    partnerReportedThreatState: 'unknown',
    requireUserEnrollmentApproval: null,
    managementCertificateExpirationDate: dateTime(enrollment.enrolledAt + 365 * DAY),
    iccid: null,
    udid: null,
    notes: null,
    ethernetMacAddress: null,
    physicalMemoryInBytes: 0,
    enrollmentProfileName: enrollment.profileName,
    managementState: enrollment.managementState,
    deviceActionResults: actionsOf(enrollment),
  };
}

function userOf({ user, id }: SimulatedEnrollment): Row {
  const name = user?.split('@')[0] ?? '';
  return {
    userId: user ? id : '',
    emailAddress: user ?? '',
    userPrincipalName: user ?? '',
    userDisplayName: name.replace('.', ' '),
  };
}

function hardwareOf({ hardware }: SimulatedDevice): Row {
  const capacity = Number.parseInt(hardware.capacity, 10) * 1_000_000_000;
  return {
    model: hardware.model,
    manufacturer: 'Apple',
    imei: hardware.imei[0] ?? '',
    meid: hardware.meid[0] ?? '',
    serialNumber: hardware.serial,
    phoneNumber: null,
    wiFiMacAddress: hardware.wifiMac.toLowerCase(),
    subscriberCarrier: '',
    totalStorageSpaceInBytes: capacity,
    freeStorageSpaceInBytes: Math.floor(capacity * 0.7),
    managedDeviceName: `${hardware.family}_${hardware.serial}`,
  };
}

/** Intune keeps what it was told to do for as long as the row is there. */
function actionsOf({ wipedAt }: SimulatedEnrollment): Row[] {
  if (wipedAt === undefined) return [];
  const at = dateTime(wipedAt);
  return [
    {
      actionName: 'factoryReset',
      actionState: 'pending',
      startDateTime: at,
      lastUpdatedDateTime: at,
    },
  ];
}

const SYSTEMS: Readonly<Record<string, string>> = {
  iPhone: 'iOS',
  iPad: 'iPadOS',
  Mac: 'macOS',
  AppleTV: 'tvOS',
  Vision: 'visionOS',
};
