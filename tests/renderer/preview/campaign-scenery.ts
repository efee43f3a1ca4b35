import type { JobView, QuotaView } from '../../../src/contract/campaign.ts';
import { NO_CONNECTIONS } from '../../../src/core/connections.ts';
import { success } from '../../../src/core/result.ts';
import { readRunway } from '../../../src/core/runway/read-runway.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import {
  aFact,
  aHandled,
  aJob,
  aLine,
  anInput,
  AT,
  aService,
  aToken,
  CLOUD,
  OLD,
  times,
  FOREIGN,
  BENCH,
} from '../../core/runway/builders.ts';
import { NOW, serialOf } from '../builders.ts';
import type { FakeEngine } from '../fake-engine.ts';
import { aJobView, FAILED, LISTED, someClouds } from '../features/campaign/campaign-support.ts';

const RUNWAYS = {
  campaign: anInput({
    tally: [
      times(12_480, AT.former),
      times(1_320, AT.reassigned),
      times(610, AT.synchronised),
      times(2_040, AT.withProfile),
      times(3_550, AT.enrolled),
      times(42, aLine({ serviceId: 'S-LAB' })),
    ],
    handled: [aHandled(AT.withProfile, { count: 17, isHere: false, isLate: true })],
    jobs: [aJob({ open: 96 })],
    tenant: {
      ...anInput().tenant,
      services: aFact([aService(), { ...OLD, defaultFamilies: ['IPHONE', 'IPAD'] }, FOREIGN]),
      tokens: aFact([aToken({ expiresAt: CLOUD + 20 * DAY })]),
    },
  }),
  campaignBlocked: anInput({
    tally: [times(3_200, AT.former), times(800, AT.enrolled)],
    signIn: { apple: { contoso: 'invalidClient' }, microsoft: 'permissionMissing' },
    jobs: [aJob({ open: 4, waiting: 'quota', nextAt: BENCH + HOUR })],
  }),
  campaignEmpty: anInput({
    connections: NO_CONNECTIONS,
    tenant: {},
    tally: [],
    isListed: false,
    signIn: { apple: {}, microsoft: 'never' },
  }),
} as const;

export type CampaignScene = keyof typeof RUNWAYS;

export function isCampaignScene(name: string): name is CampaignScene {
  return Object.hasOwn(RUNWAYS, name);
}

/** Lets the engine answer what the campaign screen asks in this state. */
export function stageCampaign(name: CampaignScene, engine: FakeEngine): void {
  const isEmpty = name === 'campaignEmpty';
  engine.answer('campaign.runway', () => success(readRunway(RUNWAYS[name])));
  engine.answer('campaign.jobs', () => success(isEmpty ? [] : jobs()));
  engine.answer('campaign.quota', () => success(isEmpty ? { budgets: [], spent: [] } : QUOTA));
  engine.answer('campaign.listing', () => success(isEmpty ? NEVER_LISTED : LISTING));
  engine.answer('connections.read', () => success(someClouds(true)));
  engine.answer('campaign.assign', ({ serials: [first, ...rest] }) =>
    success({
      queued: first ? [first] : [],
      refused: rest.map((serial) => ({ serial, reason: 'foreignService' })),
    }),
  );
}

const NEVER_LISTED = { isRunning: false, isPaused: false, done: 0 };
const LISTING = {
  ...LISTED,
  isRunning: true,
  done: 8_400,
  expected: 20_000,
  remaining: 34 * MINUTE,
};

const QUOTA: QuotaView = {
  budgets: [
    {
      cloud: 'apple',
      organizationId: 'contoso',
      kind: 'read',
      spent: 17,
      limit: 20,
      waiting: 6,
      nextFreeAt: NOW + MINUTE,
      pace: 0.5,
    },
    { cloud: 'apple', organizationId: 'contoso', kind: 'write', spent: 4, limit: 10, waiting: 0 },
    { cloud: 'microsoft', organizationId: 't', kind: 'read', spent: 40, limit: 1_000, waiting: 0 },
    { cloud: 'microsoft', organizationId: 't', kind: 'write', spent: 0, limit: 100, waiting: 0 },
  ],
  spent: [
    { cloud: 'apple', purpose: 'list', count: 1_240 },
    { cloud: 'apple', purpose: 'lock', count: 380 },
    { cloud: 'apple', purpose: 'work', count: 31 },
    { cloud: 'microsoft', purpose: 'list', count: 212 },
  ],
};

function jobs(): JobView[] {
  return [
    aJobView({ open: 96, confirmed: 0, waiting: 'postSpacing', nextAt: NOW + 6 * MINUTE }),
    aJobView({
      id: 'job-4',
      kind: 'migrate',
      open: 12,
      waiting: 'deadline',
      deadlineAt: NOW + 13 * DAY,
    }),
    aJobView({
      id: 'job-5',
      kind: 'assignProfile',
      profile: 'Standard iPhone',
      open: 40,
      confirmed: 60,
      waiting: 'approval',
      approvalCode: 'aabb1234-5678-9012-abcd-ef0123456789',
    }),
    {
      ...FAILED,
      failed: 2,
      confirmed: 148,
      members: [
        { serial: serialOf('F2LXK0A7JG5H'), outcome: 'failed', failure: 'DEVICE_NOT_ACCESSIBLE' },
        { serial: serialOf('C39XK2PQJG5H'), outcome: 'failed', failure: 'NOT_FOUND' },
      ],
    },
  ];
}
