/**
 * How far a device of a wave is. `planned`: nobody has asked for its migration. `queued`: it waits for Apple.
 * `migrating`: Apple asks its user, at the latest until the deadline.
 */
export const WAVE_STATES = [
  'planned',
  'queued',
  'migrating',
  'inIntune',
  'failed',
  'refused',
] as const;
export type WaveState = (typeof WAVE_STATES)[number];

/** How its row says it is. `asked`: its migration is being queued; after a crash nobody knows whether it was. */
export interface WaveDevice {
  readonly state: 'planned' | 'asked' | 'queued' | 'refused';
  /** Why it was refused. */
  readonly reason?: string | undefined;
  /** Sequence of the ledger's newest event when that was written: what is older says nothing of it. */
  readonly since: number;
}

/** The newest that the ledger says of the migration of a device. */
export interface MigrationNews {
  readonly sequence: number;
  readonly kind: 'scheduled' | 'failed' | 'cancelled' | 'enrolled';
  /** Why it failed, as core/jobs/failures.ts writes it. */
  readonly failure?: string | undefined;
}

export interface Surroundings {
  readonly news: MigrationNews | undefined;
  /** A migration of it is under way on the board of jobs. */
  readonly hasJob: boolean;
  /** Its wave is being started right now. */
  readonly isStarting: boolean;
}

/**
 * Why it is not under way. `refused`: by a verdict; `failed`: by cloud work; `cancelled`: by a person; `cutOff`: the
 * program ended while its wave was started.
 */
export const WAVE_TROUBLES = ['refused', 'failed', 'cancelled', 'cutOff'] as const;
export interface WaveTrouble {
  readonly kind: (typeof WAVE_TROUBLES)[number];
  readonly reason: string;
}

export interface WaveFinding {
  readonly state: WaveState;
  readonly trouble?: WaveTrouble;
}

/** The row says what was asked for, jobs and ledger what became of it; the ledger goes first. */
export function findingOf(device: WaveDevice, around: Surroundings): WaveFinding {
  const { news, hasJob, isStarting } = around;
  if (news && news.sequence > device.since) return findingIn(news);
  if (hasJob) return { state: 'queued' };
  switch (device.state) {
    case 'asked':
      return isStarting ? { state: 'planned' } : troubled('failed', 'cutOff', '');
    case 'refused':
      return refusedFor(device.reason ?? '');
    case 'planned':
    case 'queued':
      return { state: device.state };
  }
}

/** What a start takes: everything the first time, and later only what did not get through. */
export function isToStart({ state }: WaveFinding): boolean {
  return state === 'planned' || state === 'failed' || state === 'refused';
}

/** Nothing of it is still to come by itself. */
export function hasWaveEnded(counts: Readonly<Record<WaveState, number>>): boolean {
  return counts.planned + counts.queued + counts.migrating === 0;
}

function findingIn({ kind, failure = '' }: MigrationNews): WaveFinding {
  switch (kind) {
    case 'scheduled':
      return { state: 'migrating' };
    case 'enrolled':
      return { state: 'inIntune' };
    case 'failed':
      return troubled('failed', 'failed', failure);
    case 'cancelled':
      return troubled('failed', 'cancelled', '');
  }
}

/** Refused since it is where a migration would bring it. */
const THERE_ALREADY: Readonly<Record<string, WaveState>> = {
  migrationRequested: 'migrating',
  migrationStarted: 'migrating',
  inIntune: 'inIntune',
};

function refusedFor(reason: string): WaveFinding {
  const state = Object.hasOwn(THERE_ALREADY, reason) ? THERE_ALREADY[reason] : undefined;
  return state ? { state } : troubled('refused', 'refused', reason);
}

function troubled(state: WaveState, kind: WaveTrouble['kind'], reason: string): WaveFinding {
  return { state, trouble: { kind, reason } };
}
