import { describe, expect, it } from 'vitest';
import { toldTrusted, type SessionAnswers } from '../../../src/engine/bench/asking/told-trusted.ts';

const SET_UP: SessionAnswers = {
  values: { ActivationState: 'Activated' },
  setup: { SetupState: 'SetupUsingAssistant' },
};
const AT_HELLO: SessionAnswers = {
  values: { ActivationState: 'Unactivated' },
  setup: {},
  cloudConfiguration: { isHeld: false },
};

describe('a device whose Setup Assistant is over', () => {
  it.each<[string, SessionAnswers['cloudConfiguration']]>([
    ['holds no cloud configuration', { isHeld: false }],
    ['holds one that does not say that it is complete', { isHeld: true, configuration: {} }],
  ])('shows no sign of a reset, although it %s', (_title, cloudConfiguration) => {
    const told = toldTrusted({ ...SET_UP, cloudConfiguration }, false);
    expect([told.isInSetupAssistant, told.signs]).toEqual([false, []]);
  });

  it('shows none when its user was asked for the trust and agreed', () => {
    const told = toldTrusted({ ...SET_UP, cloudConfiguration: { isHeld: false } }, true);
    expect([told.isInSetupAssistant, told.signs]).toEqual([false, []]);
  });

  it('shows none when only its cloud configuration says so', () => {
    const configuration = { CloudConfigurationUIComplete: true };
    const answers = { ...AT_HELLO, cloudConfiguration: { isHeld: true as const, configuration } };
    expect(toldTrusted(answers, true)).toMatchObject({ isInSetupAssistant: false, signs: [] });
  });
});

it('a device in Setup Assistant shows every sign', () => {
  expect(toldTrusted(AT_HELLO, true)).toMatchObject({
    isInSetupAssistant: true,
    signs: ['pairedSilently', 'unactivated', 'setupStateAbsent', 'cloudConfigurationOpen'],
  });
});
