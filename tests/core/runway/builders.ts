import { connectionsSchema, type Connections } from '../../../src/core/connections.ts';
import type { Fact } from '../../../src/core/facts/fact.ts';
import type { Profile, Service, Token } from '../../../src/core/facts/tenant-facts.ts';
import type { HandledLine, RunwayInput, RunwayJob } from '../../../src/core/runway/input.ts';
import { readRunway } from '../../../src/core/runway/read-runway.ts';
import type { FindingCode, RunwayStep, StepName } from '../../../src/core/runway/runway.ts';
import type { TallyLine } from '../../../src/core/runway/tally.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';

/** The clouds' clock is ahead of the bench's, so that a mix-up of the two shows. */
export const BENCH = Date.UTC(2026, 10, 23, 9);
export const CLOUD = BENCH + 7 * MINUTE;

export type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

export function aFact<T>(value: T, age = MINUTE): Fact<T> {
  return { value, source: 'intuneList', observedAt: BENCH - age };
}

export function aService(change: Change<Service> = {}): Service {
  return {
    id: 'S-INTUNE',
    organizationId: 'contoso',
    name: 'Intune',
    type: 'MDM',
    status: 'ACTIVE',
    mayDisown: false,
    defaultFamilies: [],
    lastConnectedAt: CLOUD - HOUR,
    ...change,
  } as Service;
}

export const OLD = aService({ id: 'S-OLD', name: 'Old MDM' });
export const FOREIGN = aService({ id: 'S-LAB', name: 'Research lab' });

export function aToken(change: Change<Token> = {}): Token {
  return {
    id: 'T',
    name: 'Intune token',
    expiresAt: CLOUD + 200 * DAY,
    lastSyncTriggeredAt: CLOUD - HOUR,
    recentSyncs: [CLOUD - HOUR],
    lastSyncErrorCode: 0,
    modifiedAt: CLOUD - 100 * DAY,
    ...change,
  } as Token;
}

export function aProfile(change: Change<Profile> = {}): Profile {
  return {
    id: 'p-phone',
    tokenId: 'T',
    name: 'Standard iPhone',
    platform: 'ios',
    awaitsConfiguration: true,
    isRemovalDisabled: true,
    requiresUser: true,
    isDefault: true,
    firstSeenAt: CLOUD - 50 * DAY,
    ...change,
  } as Profile;
}

export function aLine(change: Change<TallyLine> = {}): TallyLine {
  return {
    count: 1,
    family: 'iPhone',
    organizationId: 'contoso',
    serviceId: 'S-OLD',
    tokenId: null,
    profileId: null,
    enrolledProfile: null,
    isEnrolled: false,
    ...change,
  } as TallyLine;
}

/** The five places at which a device can stand, each through everything before. */
export const AT = {
  former: aLine(),
  reassigned: aLine({ serviceId: 'S-INTUNE' }),
  synchronised: aLine({ serviceId: 'S-INTUNE', tokenId: 'T' }),
  withProfile: aLine({ serviceId: 'S-INTUNE', tokenId: 'T', profileId: 'p-phone' }),
  enrolled: aLine({
    serviceId: 'S-INTUNE',
    tokenId: 'T',
    profileId: 'p-phone',
    enrolledProfile: 'Standard iPhone',
    isEnrolled: true,
  }),
} as const;

export function times(count: number, line: TallyLine): TallyLine {
  return { ...line, count };
}

export function aHandled(line: TallyLine, change: Change<HandledLine> = {}): HandledLine {
  return { ...line, wasReset: true, isHere: true, isLate: false, ...change } as HandledLine;
}

/** A job that ended without success for one device, which nobody has taken up again. */
export function aFailure(change: Change<RunwayJob> = {}): RunwayJob {
  return aJob({ state: 'failed', open: 0, left: 1, ...change });
}

export function aJob(change: Change<RunwayJob> = {}): RunwayJob {
  return {
    kind: 'reassign',
    state: 'queued',
    target: 'Intune Europe',
    open: 1,
    left: 0,
    queuedAt: BENCH - MINUTE,
    ...change,
  } as RunwayJob;
}

const TENANT = {
  cloud: 'global',
  graphBaseUrl: 'https://graph.microsoft.com',
  authority: 'https://login.microsoftonline.com/contoso',
  tenantId: 'contoso',
  clientId: 'client',
};

/** One organization, one tenant, one target for iPhones, one former service. */
export const CONNECTED: Connections = connectionsSchema.parse({
  organizations: [
    {
      id: 'contoso',
      name: 'Contoso Business',
      kind: 'business',
      apiBaseUrl: 'https://api-business.apple.com',
      tokenUrl: 'https://account.apple.com/auth/oauth2/v2/token',
      clientId: 'BUSINESSAPI.1',
      keyId: 'k',
    },
  ],
  tenant: TENANT,
  policy: {
    targets: [
      {
        id: 'target',
        name: 'Intune Europe',
        organizationId: 'contoso',
        serviceId: 'S-INTUNE',
        tokenId: 'T',
        allowedProfileIds: { iPhone: ['p-phone'] },
      },
    ],
    formerServiceIds: ['S-OLD'],
  },
});

export function withPolicy(change: Change<Connections['policy']>): Connections {
  return { ...CONNECTED, policy: { ...CONNECTED.policy, ...change } as Connections['policy'] };
}

export function withTarget(change: Change<Connections['policy']['targets'][number]>): Connections {
  const targets = CONNECTED.policy.targets.map((target) => ({ ...target, ...change }));
  return withPolicy({ targets: targets as Connections['policy']['targets'] });
}

const RIGHT: RunwayInput = {
  connections: CONNECTED,
  tenant: {
    services: aFact([aService(), OLD]),
    tokens: aFact([aToken()]),
    pushCertificate: aFact({ expiresAt: CLOUD + 200 * DAY }),
    profiles: aFact([aProfile()]),
    restrictions: aFact({ blockedPlatforms: [] }),
  },
  tally: [times(10, AT.former), times(5, AT.withProfile)],
  handled: [],
  jobs: [],
  signIn: { apple: { contoso: 'good' }, microsoft: 'good' },
  isListed: true,
  lateAfterDays: 7,
  now: { bench: BENCH, cloud: CLOUD },
};

/** A campaign in which nothing is in the way, with some of it changed. `undefined` takes a fact away. */
export function anInput(change: Change<RunwayInput> = {}): RunwayInput {
  return { ...RIGHT, ...change } as RunwayInput;
}

export function withTenant(change: Change<RunwayInput['tenant']>): RunwayInput {
  return anInput({ tenant: { ...RIGHT.tenant, ...change } });
}

export function withTokens(...tokens: readonly Token[]): RunwayInput {
  return withTenant({ tokens: aFact([...tokens]) });
}

export function stepIn(input: RunwayInput, name: StepName): RunwayStep {
  const step = readRunway(input).steps.find((each) => each.step === name);
  if (!step) throw new Error(`no step ${name}`);
  return step;
}

export function codesIn(input: RunwayInput): FindingCode[] {
  return readRunway(input).steps.flatMap(({ findings }) => findings.map(({ code }) => code));
}
