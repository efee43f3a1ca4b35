import { describe, expect, it } from 'vitest';
import {
  findingOf,
  hasWaveEnded,
  isToStart,
  type WaveDevice,
} from '../../../src/core/campaign/wave-state.ts';

const quiet = { news: undefined, hasJob: false, isStarting: false };
const asked: WaveDevice = { state: 'asked', since: 10 };

describe('how far a device of a wave is', () => {
  it.each([
    ['scheduled', 'migrating'],
    ['enrolled', 'inIntune'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
  ] as const)('is what the ledger has said since: %s', (kind, state) => {
    const news = { sequence: 11, kind };
    expect(findingOf({ state: 'queued', since: 10 }, { ...quiet, news }).state).toBe(state);
  });

  it('is not what the ledger said of an earlier try', () => {
    const news = { sequence: 10, kind: 'failed' } as const;
    expect(findingOf({ state: 'queued', since: 10 }, { ...quiet, news })).toEqual({
      state: 'queued',
    });
  });

  it('is queued when a crash left it asked for and a job has it', () => {
    expect(findingOf(asked, { ...quiet, hasJob: true })).toEqual({ state: 'queued' });
  });

  it('may be started again when a crash left it asked for and no job has it', () => {
    const finding = findingOf(asked, quiet);
    expect(finding.trouble?.kind).toBe('cutOff');
    expect(isToStart(finding)).toBe(true);
  });

  it('is not cut off while its wave is being started', () => {
    expect(findingOf(asked, { ...quiet, isStarting: true })).toEqual({ state: 'planned' });
  });

  it.each([
    ['migrationRequested', 'migrating'],
    ['migrationStarted', 'migrating'],
    ['inIntune', 'inIntune'],
    ['released', 'refused'],
  ] as const)('refused for %s, it is %s', (reason, state) => {
    expect(findingOf({ state: 'refused', reason, since: 0 }, quiet).state).toBe(state);
  });

  it('keeps a started wave open until nothing of it is still to come', () => {
    const none = { planned: 0, queued: 0, migrating: 0, inIntune: 3, failed: 1, refused: 1 };
    expect(hasWaveEnded(none)).toBe(true);
    expect(hasWaveEnded({ ...none, migrating: 1 })).toBe(false);
  });
});
