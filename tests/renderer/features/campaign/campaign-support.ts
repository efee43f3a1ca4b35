import type { InputOf, OutputOf } from '../../../../src/contract/calls.ts';
import type { JobView, ListingView } from '../../../../src/contract/campaign.ts';
import { success } from '../../../../src/core/result.ts';
import { readRunway } from '../../../../src/core/runway/read-runway.ts';
import { MINUTE } from '../../../../src/core/time.ts';
import { anInput, AT, CONNECTED, times } from '../../../core/runway/builders.ts';
import { NOW, SERIAL } from '../../builders.ts';
import { createFakeEngine, type FakeEngine } from '../../fake-engine.ts';

export const start = { view: 'campaign' } as const;

/** A campaign in its middle: nothing blocks. */
export const MIDDLE = readRunway(
  anInput({
    tally: [
      times(1_200, AT.former),
      times(500, AT.reassigned),
      times(200, AT.withProfile),
      times(100, AT.enrolled),
    ],
  }),
);

export function aJobView(change: Partial<JobView> = {}): JobView {
  return {
    id: 'job-1',
    kind: 'reassign',
    state: 'submitted',
    step: 2,
    steps: 4,
    target: 'Intune Europe',
    profile: null,
    open: 3,
    confirmed: 2,
    failed: 0,
    left: 0,
    cancelled: 0,
    queuedAt: NOW - 10 * MINUTE,
    since: NOW - 5 * MINUTE,
    mayRetry: false,
    retries: 0,
    mayCancel: true,
    members: [],
    ...change,
  };
}

/** Two serials that Apple did not take. */
export const FAILED = aJobView({
  id: 'job-2',
  state: 'failed',
  step: 4,
  open: 0,
  failed: 1,
  left: 1,
  mayRetry: true,
  retries: 1,
  mayCancel: false,
  members: [{ serial: SERIAL, outcome: 'failed', failure: 'DEVICE_NOT_ACCESSIBLE' }],
});

export const LISTED: ListingView = {
  isRunning: false,
  isPaused: false,
  done: 2_000,
  expected: 2_000,
  finishedAt: NOW - 20 * MINUTE,
};

type Clouds = OutputOf<'connections.read'>;

export function someClouds(hasWipe = false): Clouds {
  const policy = { ...CONNECTED.policy, intuneWipe: hasWipe };
  return {
    connections: { ...CONNECTED, policy },
    isManaged: false,
    keysOf: ['contoso'],
    hasCredential: false,
    signIn: { kind: 'signedOut' },
    permissions: [],
    consentUrl: null,
  };
}

type Handlers = NonNullable<Parameters<typeof createFakeEngine>[0]>;

/** An engine that answers everything the screen asks when it opens. */
export function campaignEngine(handlers: Handlers = {}): FakeEngine {
  return createFakeEngine({
    'campaign.runway': () => success(MIDDLE),
    'campaign.jobs': () => success([]),
    'campaign.quota': () => success({ budgets: [], spent: [] }),
    'campaign.listing': () => success(LISTED),
    'connections.read': () => success(someClouds()),
    ...handlers,
  });
}

/** The input of the last call of that name. */
export function lastInput<Name extends Parameters<FakeEngine['answer']>[0]>(
  engine: FakeEngine,
  name: Name,
): InputOf<Name> | undefined {
  const call = engine.calls.findLast((each) => each.name === name);
  return call?.input as InputOf<Name> | undefined; // the fake keeps what was asked under that name
}
