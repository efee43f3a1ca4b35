import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent, Happening } from '../../../src/core/custody/event.ts';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import { foldSession, scannedIn, type Session } from '../../../src/core/sessions/fold.ts';
import { isArrival, OUTCOMES, outcomeSchema } from '../../../src/core/sessions/outcome.ts';

const SESSION = 'session';
const serials = ['F2LT0001ZZZ1', 'F2LT0002ZZZ1', 'F2LT0003ZZZ1'];

const scan = fc
  .record({
    serial: fc.constantFrom(...serials),
    outcome: fc.constantFrom(...outcomeSchema.options),
  })
  .map(({ serial, outcome }) => ({
    serial,
    happening: {
      type: 'checkedIn' as const,
      data: { sessionId: SESSION, boxId: null, outcome, kind: 'serial' as const, text: serial },
    },
  }));

describe('a session', () => {
  it('counts every scan once, and no other barcode of a label', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 60 }), (scans) => {
        const session = folded(scans);
        const counted = scans.filter(({ happening }) => happening.data.outcome !== 'extra');
        expect(scannedIn(session)).toBe(counted.length);
        for (const outcome of OUTCOMES) {
          const own = counted.filter(({ happening }) => happening.data.outcome === outcome);
          expect(session.counts[outcome]).toBe(own.length);
        }
      }),
    );
  });

  it('holds each device that came once, however often it was scanned', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 60 }), (scans) => {
        const came = scans.filter(({ happening }) => isArrival(happening.data.outcome));
        expect(folded(scans).devices.size).toBe(new Set(came.map(({ serial }) => serial)).size);
      }),
    );
  });

  it('is none where its opening was taken back', () => {
    const events = eventsOf([]);
    expect(foldSession(events, new Set([events[0]?.id ?? '']))).toBeUndefined();
  });

  it('has no open box once the one that takes scans is closed', () => {
    const session = folded([
      box('boxOpened', { boxId: 'a', name: 'A' }),
      box('boxOpened', { boxId: 'b', name: 'B' }),
      box('boxClosed', { boxId: 'b' }),
    ]);
    expect(session.currentBoxId).toBeNull();
    expect([...session.boxes.values()].map(({ isOpen }) => isOpen)).toEqual([true, false]);
  });
});

interface Told {
  readonly serial: string | null;
  readonly happening: Happening;
}

function box(type: 'boxOpened' | 'boxClosed', data: { boxId: string; name?: string }): Told {
  return { serial: null, happening: { type, data: { sessionId: SESSION, ...data } } as Happening };
}

function folded(told: readonly Told[]): Session {
  const session = foldSession(eventsOf(told), new Set());
  if (!session) throw new Error('the session was opened');
  return session;
}

function eventsOf(told: readonly Told[]): CustodyEvent[] {
  const opening: Told = {
    serial: null,
    happening: { type: 'sessionOpened', data: { sessionId: SESSION, name: 'Friday' } },
  };
  return [opening, ...told].map(({ serial, happening }, index) => ({
    id: `event-${String(index).padStart(4, '0')}`,
    bench: 'bench',
    sequence: index + 1,
    operator: 'Mira',
    at: 1_000 + index,
    caseId: null,
    serial: serial === null ? null : serialNumberSchema.parse(serial),
    ...happening,
  }));
}
