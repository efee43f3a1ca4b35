import { describe, expect, it } from 'vitest';
import type { ProbeAnswer } from '../../../src/core/ports.ts';
import { cleanProbeAnswer } from '../../../src/engine/bench/asking/probe-answer.ts';

const ANSWER: ProbeAnswer = {
  ecid: '1A2B3C4D5E801E',
  udid: '00008110-001A2B3C4D5E801E',
  productType: 'iPhone14,5',
  deviceName: 'iPhone',
  osVersion: '27.0',
  wifiMacAddress: 'a4:83:e7:00:11:22',
  batteryPercent: 81,
  hasEsim: true,
  erasedAt: 1_795_000_000_000,
  isInSetupAssistant: true,
  isRestoreRamdisk: true,
  serialNumber: 'F4GXKQ7N0D91',
  symptom: 'locked',
  signs: ['unactivated'],
  raw: { SetupState: 'absent' },
};

describe('the answer of a device', () => {
  it('passes when all of it has its shape', () => {
    expect(cleanProbeAnswer(ANSWER)).toEqual(ANSWER);
  });

  it('may hold nothing but the raw answers', () => {
    expect(cleanProbeAnswer({ isInSetupAssistant: false, raw: {} })).toEqual({
      isInSetupAssistant: false,
      raw: {},
    });
  });

  it('loses every field of a wrong shape, and keeps the rest', () => {
    const lies = {
      ecid: 'x',
      udid: '../..',
      deviceName: 7,
      wifiMacAddress: 'none',
      batteryPercent: 900,
    };
    const more = {
      hasEsim: 'yes',
      erasedAt: -1,
      isInSetupAssistant: 'yes',
      osVersion: '27.0\u202E',
      serialNumber: '../x',
      symptom: 'bored',
      signs: 'all',
      isRestoreRamdisk: 1,
    };
    expect(cleanProbeAnswer({ ...lies, ...more, raw: { Pair: 7 } })).toEqual({
      osVersion: '27.0',
      raw: {},
    });
  });

  it('keeps raw answers of a bounded number and size', () => {
    const raw = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 'x'.repeat(9_999)]),
    );
    const cleaned = cleanProbeAnswer({ isInSetupAssistant: false, raw }).raw;
    expect(Object.keys(cleaned).length).toBe(64);
    expect(cleaned['k0']?.length).toBe(2_048);
  });
});
