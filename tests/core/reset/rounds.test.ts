import { describe, expect, it } from 'vitest';
import {
  evidenceOf,
  noReset,
  stepReset,
  type ResetSignal,
} from '../../../src/core/reset/machine.ts';

const started: ResetSignal = { kind: 'started', at: 1 };
const left: ResetSignal = { kind: 'left', at: 2, wasInSetupAssistant: false };
const rebooted: ResetSignal = { kind: 'returned', at: 3, isInSetupAssistant: false };
const atHello: ResetSignal = { kind: 'returned', at: 4, isInSetupAssistant: true };
const recorded: ResetSignal = { kind: 'recorded', at: 5 };
const dropped: ResetSignal = { kind: 'dropped', at: 6 };

function after(...signals: readonly ResetSignal[]) {
  const state = signals.reduce(stepReset, noReset('iPhone'));
  return [state.step, evidenceOf(state)];
}

describe('a record', () => {
  it.each<[string, ResetSignal[]]>([
    ['whose evidence counts for less today', [started, left, rebooted]],
    ['of a device that nobody saw leave', [started]],
  ])('closes its round: one %s', (_title, signals) => {
    expect(after(...signals, { ...recorded, level: 'observed' })[0]).toBe('recorded');
  });

  it('that it was ordered closes no round without evidence', () => {
    expect(after(started, left, { ...recorded, level: 'ordered' })[0]).toBe('gone');
  });
});

describe('a round that happened to another device', () => {
  it('is none, and what it showed is forgotten', () => {
    expect(after(started, left, atHello, dropped)).toEqual(['none', undefined]);
    expect(after(started, left, dropped, started, atHello)).toEqual(['started', undefined]);
  });

  it('stays on record when it is there', () => {
    expect(after(started, left, atHello, recorded, dropped)).toEqual(['recorded', 'observed']);
  });
});
