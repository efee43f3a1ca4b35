import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Card } from '../../../src/contract/desk.ts';
import { SECRET, type Connections } from '../../../src/core/connections.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { CauseCode } from '../../../src/core/setup/checks.ts';
import { HOUR } from '../../../src/core/time.ts';
import type { Target } from '../../../src/core/verdict/policy.ts';
import { createAccounts } from '../../../src/engine/clouds/accounts.ts';
import type { AppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import { connectClouds, type Clouds } from '../../../src/engine/clouds/connect.ts';
import type { MicrosoftCloud } from '../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createQuotaMemory } from '../../../src/engine/clouds/quota/quota-memory.ts';
import { watchConnectivity } from '../../../src/engine/connectivity.ts';
import { cardOf } from '../../../src/engine/desk/card.ts';
import { createFollow } from '../../../src/engine/desk/follow.ts';
import type { Jobs } from '../../../src/engine/jobs/jobs.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { HOSTS } from '../../../src/sandbox/campaign/organization.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { PRACTICE_SECRET } from '../../../src/sandbox/microsoft-cloud/client-proof.ts';
import { SANDBOX_START, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../../engine/mirror/temporary-mirror.ts';
import { serveClouds, type CloudsOnLoopback } from '../../sandbox/clouds-on-loopback.ts';
import { aDesk } from './a-desk.ts';
import { passTime, watchSockets, type WatchedSockets } from './watched-sockets.ts';

/** One bench with its own mirror, ledger, sign-ins and limiters. */
export interface FaultyBench {
  readonly sockets: WatchedSockets;
  readonly mirror: Mirror;
  readonly clouds: Clouds;
  readonly jobs: Jobs;
  readonly isOnline: () => boolean;
  /** What the bar at the bottom says of both clouds. */
  troubles(): CauseCode[];
  /** The card after everything that can be asked was asked, as the desk and the command line show it. */
  check(serial: SerialNumber): Promise<Card>;
  /** The same, but time does not pass by itself. */
  begin(serial: SerialNumber): Promise<Card>;
  /** What is known now; asks nobody. */
  card(serial: SerialNumber): Card;
  /** The card as the desk shows it after so much time of asking, however far that came. */
  cardAfter(time: number, serial: SerialNumber): Promise<Card>;
  /** Lets time pass until this has an outcome. */
  through<T>(promise: Promise<T>): Promise<T>;
  pass(time: number, isDone?: () => boolean): Promise<void>;
}

export interface FaultyClouds extends FaultyBench {
  readonly clock: ManualClock;
  readonly sandbox: Sandbox;
  readonly offices: Target;
  /** The only organization, and the tenant. */
  readonly apple: AppleCloud;
  readonly microsoft: MicrosoftCloud;
  /** How many requests came in at the clouds with this in `METHOD host/path`. */
  arrived(match: string): number;
  /** Another bench of the same organization and tenant. */
  another(): Promise<FaultyBench>;
}

export interface Wishes {
  /** How far the bench's clock runs ahead of the right time; as a function it may be set meanwhile. */
  readonly clockAhead?: number | (() => number);
  readonly change?: (connections: Connections) => Connections;
  /** Milliseconds of the wall after which a request without an answer is given up; else what the app says. */
  readonly patience?: number;
}

/** A live bench as the engine puts it together, on real sockets to the simulated clouds, on a clock of the test. */
export async function faultyClouds(wishes: Wishes = {}): Promise<FaultyClouds> {
  const clock = createManualClock(SANDBOX_START);
  const stand = await serveClouds(clock);
  onTestFinished(stand.close);
  const [offices] = stand.connections.policy.targets;
  if (!offices) throw new Error('the practice connections have a target');
  const bench = await openBench(stand, clock, wishes);
  const [apple] = bench.clouds.apple;
  const { microsoft } = bench.clouds;
  if (!apple || !microsoft) throw new Error('the practice connections have both clouds');
  return {
    ...bench,
    apple,
    microsoft,
    clock,
    sandbox: stand.sandbox,
    offices,
    arrived: (match) => stand.requests.filter((request) => request.includes(match)).length,
    another: () => openBench(stand, clock, wishes),
  };
}

async function openBench(
  stand: CloudsOnLoopback,
  right: ManualClock,
  { clockAhead = 0, change = (connections) => connections, patience }: Wishes,
): Promise<FaultyBench> {
  const ahead = typeof clockAhead === 'function' ? clockAhead : () => clockAhead;
  const clock = { ...right, now: () => right.now() + ahead() };
  const connections = change(stand.connections);
  // The address of a log is absolute and always https.
  const sockets = watchSockets(
    (url) => url.replace(`https://${HOSTS.appleLogs}`, stand.at.appleLogs),
    patience,
  );
  const { fetch, isOnline } = watchConnectivity(sockets.fetch, clock);
  const mirror = createMirror({ file: path.join(temporaryFolder(), 'mirror.sqlite'), clock });
  onTestFinished(() => mirror.close());
  const accounts = createAccounts({
    fetch,
    clock,
    secrets: secretsOf(stand.sandbox),
    openBrowser: () => Promise.resolve(false),
    givenToken:
      connections.tenant?.auth.kind === 'application' ? undefined : stand.sandbox.bearer.microsoft,
    quotaMemory: createQuotaMemory(),
    log: () => undefined,
  });
  const clouds = connectClouds({ connections, clock, fetch, accounts, mirror });
  const desk = aDesk({ connections, clock, clouds, mirror, isOnline, sandbox: stand.sandbox });
  const follow = createFollow(desk);
  onTestFinished(async () => {
    follow.stop();
    await desk.jobs.stop();
  });
  desk.jobs.start();
  const through = <T>(promise: Promise<T>) => runThrough({ clock: right, sockets }, promise);
  return {
    sockets,
    mirror,
    clouds,
    jobs: desk.jobs,
    isOnline,
    troubles: () => clouds.troubles().map(({ cause }) => cause.code),
    check: (serial) => through(follow.settle(serial, 'bench')),
    begin: (serial) => follow.settle(serial, 'bench'),
    card: (serial) => cardOf(desk, serial),
    async cardAfter(time, serial) {
      void follow.settle(serial, 'bench');
      await passTime({ clock: right, sockets }, time);
      return cardOf(desk, serial);
    },
    through,
    pass: (time, isDone) => passTime({ clock: right, sockets }, time, isDone),
  };
}

/** The private keys of the practice organization, and the secret of its application. */
function secretsOf({ practiceKeys }: Sandbox) {
  const keys = Object.entries(practiceKeys.apple).map(
    ([id, pem]) => [SECRET.appleKey(id), pem] as const,
  );
  return createMemorySecrets({
    ...Object.fromEntries(keys),
    [SECRET.microsoftCredential]: PRACTICE_SECRET,
  });
}

async function runThrough<T>(
  around: { readonly clock: ManualClock; readonly sockets: WatchedSockets },
  promise: Promise<T>,
): Promise<T> {
  const state = { isOver: false };
  const finish = (): void => void (state.isOver = true);
  promise.then(finish, finish);
  await passTime(around, HOUR, () => state.isOver);
  if (!state.isOver) throw new Error('it did not end within an hour');
  return promise;
}
