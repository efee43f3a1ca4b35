import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent, Happening } from '../../../src/core/custody/event.ts';
import { foldDevice } from '../../../src/core/custody/fold.ts';
import { evidenceOf } from '../../../src/core/reset/machine.ts';
import {
  aLedger,
  atHello,
  enrolled,
  handedOver,
  left,
  opened,
  OTHER_SERIAL,
  recorded,
  scanned,
  SERIAL,
  started,
  undoing,
} from './a-ledger.ts';

const happening = fc.oneof(
  fc.constantFrom<Happening>(
    opened,
    scanned,
    started,
    left,
    atHello,
    recorded,
    enrolled,
    handedOver,
    { type: 'lockAttested', data: {} },
    { type: 'resetExpected', data: {} },
    { type: 'resetAttested', data: {} },
    { type: 'deviceBound', data: { ecid: 'E1', slot: '1-1' } },
    { type: 'verdictChanged', data: { lane: 'clear', reason: 'allGatesHold' } },
  ),
  fc.boolean().map((keepsData): Happening => ({ type: 'intentStated', data: { keepsData } })),
  fc.nat(30).map(undoing),
);
const place = fc.record({ caseId: fc.constantFrom('case-1', 'case-2', 'case-3') });
const ledger = fc
  .array(fc.tuple(happening, place), { maxLength: 30 })
  .map((entries) => aLedger(...entries));
const runs = { numRuns: 500 };

describe('the fold of any events', () => {
  it('does not depend on the order in which they come', () => {
    const shuffled = ledger.chain((events) => {
      const all = { minLength: events.length, maxLength: events.length };
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, all));
    });
    fc.assert(
      fc.property(shuffled, ([events, mixed]) => {
        expect(foldDevice(SERIAL, mixed)).toEqual(foldDevice(SERIAL, events));
      }),
      runs,
    );
  });

  it('counts an event once, however often it comes', () => {
    const doubled = ledger.chain((events) => {
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(events));
    });
    fc.assert(
      fc.property(doubled, ([events, again]) => {
        const twice = [...again, ...events].map((event) => structuredClone(event));
        expect(foldDevice(SERIAL, twice)).toEqual(foldDevice(SERIAL, events));
      }),
      runs,
    );
  });

  it('does not see the events of other devices, nor those of none', () => {
    fc.assert(
      fc.property(ledger, ledger, (events, others) => {
        const unrelated = others.map((event): CustodyEvent => ({
          ...event,
          id: `${event.id}-other`,
          serial: OTHER_SERIAL,
        }));
        const [operator] = aLedger([
          { type: 'operatorChanged', data: { operator: 'Selma' } },
          { serial: null, caseId: null },
        ]);
        const all = [...unrelated, ...events, ...(operator ? [{ ...operator, id: 'x' }] : [])];
        expect(foldDevice(SERIAL, all)).toEqual(foldDevice(SERIAL, events));
      }),
      runs,
    );
  });
});

describe('whatever happened', () => {
  it('has at most one open case, and that is the newest', () => {
    fc.assert(
      fc.property(ledger, (events) => {
        const { cases } = foldDevice(SERIAL, events);
        expect(cases.slice(1).filter(({ isOpen }) => isOpen)).toEqual([]);
      }),
      runs,
    );
  });

  it('gives no evidence to a reset by enrollments, verdicts and scans alone', () => {
    const silent = ['caseOpened', 'codeScanned', 'enrolled', 'verdictChanged', 'handedOver'];
    fc.assert(
      fc.property(ledger, (events) => {
        const kept = events.filter(({ type }) => silent.includes(type));
        const { cases, resetRecord } = foldDevice(SERIAL, kept);
        const evidence = cases.map(({ reset }) => evidenceOf(reset));
        expect([resetRecord, ...evidence].filter((each) => each !== undefined)).toEqual([]);
      }),
      runs,
    );
  });
});
