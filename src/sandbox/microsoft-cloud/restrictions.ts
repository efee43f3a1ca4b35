import type { SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { collectionAnswer } from './collection.ts';
import { NEVER } from './date-time.ts';
import type { GraphRequest } from './graph-request.ts';

const TENANT = '5e0b7d93-2c46-4f1a-8d07-9b3a6e25c814';

/** What every tenant has from the start: how many devices a person may enroll, and which kinds. */
export function listRestrictions(world: World, request: GraphRequest): SimulatedAnswer {
  return collectionAnswer(world, request, {
    context: 'deviceManagement/deviceEnrollmentConfigurations',
    rows: [limitRow(), platformRow(world, request)],
    filterable: [],
    defaultPage: 100,
    highestPage: 100,
  });
}

function limitRow() {
  return {
    '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration',
    ...commonParts('DefaultLimit'),
    limit: 15,
  };
}

/** TV and headsets have restrictions of their own in beta only. */
function platformRow(world: World, { version }: GraphRequest) {
  const { blockedPlatforms } = world.state.intune;
  const of = (name: (typeof blockedPlatforms)[number]) =>
    restriction(blockedPlatforms.includes(name));
  return {
    '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration',
    ...commonParts('DefaultPlatformRestrictions'),
    iosRestriction: of('ios'),
    macOSRestriction: of('macOS'),
    androidRestriction: restriction(false),
    windowsRestriction: restriction(false),
    windowsMobileRestriction: restriction(true),
    ...(version === 'beta' && { tvosRestriction: of('tvOS'), visionOSRestriction: of('visionOS') }),
  };
}

function commonParts(kind: string) {
  return {
    id: `${TENANT}_${kind}`,
    displayName: 'All users and all devices',
    description: 'The default for everybody, whatever groups they are in.',
    priority: 0,
    createdDateTime: NEVER,
    lastModifiedDateTime: NEVER,
    version: 0,
  };
}

function restriction(platformBlocked: boolean) {
  return {
    platformBlocked,
    personalDeviceEnrollmentBlocked: false,
    osMinimumVersion: null,
    osMaximumVersion: null,
  };
}
