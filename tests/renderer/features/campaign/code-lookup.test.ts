import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../src/contract/calls.ts';
import type { Failure } from '../../../../src/contract/protocol.ts';
import { failure, success, type Result } from '../../../../src/core/result.ts';
import { createCodeLookup } from '../../../../src/renderer/features/campaign/bulk/code-lookup.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { ONE } from './bulk-support.ts';

const IMEI = '490154203237518';
const KNOWN: Answer = success({ resolved: [{ code: IMEI, serial: ONE }], refused: [] });
const UNKNOWN: Answer = success({
  resolved: [],
  refused: [{ code: IMEI, reason: 'codeUnknown' }],
});

type Answer = Result<OutputOf<'campaign.readCodes'>, Failure>;

/** A lookup whose question is under way, until it is answered. */
function pendingLookup() {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const engine = createFakeEngine({ 'campaign.readCodes': () => promise });
  const lookup = createCodeLookup(engine.client);
  const asked = lookup.lookUp([IMEI]);
  const answer = (given: Answer) => {
    resolve(given);
    return asked;
  };
  return { ...lookup, engine, answer };
}

describe('the lookup of codes', () => {
  it('keeps what was answered', async () => {
    const { store, answer } = pendingLookup();
    await answer(KNOWN);
    expect(store.getState()).toMatchObject({
      isBusy: false,
      readings: new Map([[IMEI, { serial: ONE }]]),
    });
  });

  it.each([
    ['an answer', UNKNOWN],
    ['a failure', failure({ code: 'engineLost' as const })],
  ])('drops %s to a question from before it forgot', async (_name, late) => {
    const { store, forget, answer } = pendingLookup();
    forget();
    await answer(late);
    expect(store.getState()).toMatchObject({
      isBusy: false,
      readings: new Map(),
      trouble: undefined,
    });
  });

  it('tells of the late answer by new readings, so that whoever waits asks again', async () => {
    const { store, forget, answer, lookUp, engine } = pendingLookup();
    forget();
    const { readings } = store.getState();
    await answer(UNKNOWN);
    expect(store.getState().readings).not.toBe(readings);
    engine.answer('campaign.readCodes', () => KNOWN);
    await lookUp([IMEI]);
    expect(store.getState().readings.get(IMEI)).toEqual({ serial: ONE });
  });
});
