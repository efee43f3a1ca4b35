import type { PlistDict } from '../plist.ts';

/** What a device holds that was set up and belongs to no organization. */
export const withoutEnrolment: PlistDict = {
  AllowPairing: true,
  CloudConfigurationUIComplete: true,
  ConfigurationSource: 0,
  ConfigurationWasApplied: true,
  IsMDMUnremovable: false,
  IsMandatory: false,
  IsSupervised: false,
  PostSetupProfileWasInstalled: true,
};

/** What a device holds that has fetched an automated enrolment and is in Setup Assistant still. */
export const enrolled: PlistDict = {
  AllowPairing: true,
  CloudConfigurationUIComplete: false,
  ConfigurationSource: 1,
  ConfigurationURL: 'https://mdm.example.invalid/enrol',
  ConfigurationWasApplied: true,
  IsMDMUnremovable: true,
  IsMandatory: true,
  IsMultiUser: false,
  IsSupervised: true,
  OrganizationName: 'Example Organization',
  PostSetupProfileWasInstalled: false,
};
