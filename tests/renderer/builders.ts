import { slotSchema, type Occupant, type Slot, type Slots } from '../../src/contract/bench.ts';
import { cardSchema, scanLineSchema, type Card, type ScanLine } from '../../src/contract/desk.ts';
import { statusSchema, type Status } from '../../src/contract/status.ts';
import { serialNumberSchema } from '../../src/core/identifiers/serial-number.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import type { Lane } from '../../src/core/verdict/lane.ts';
import type { ReasonCode } from '../../src/core/verdict/reasons.ts';
import { REASONS } from '../../src/core/verdict/reasons.ts';
import type { Parameters } from '../../src/core/words/words.ts';

/** 23 November 2026, 14:20 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 14, 20);
export const serialOf = (text: string) => serialNumberSchema.parse(text);
export const SERIAL = serialOf('F2LXK0A7JG5H');

type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** A card whose verdict rests on this one reason; everything else can be overwritten. */
export function aCard(
  reason: ReasonCode,
  change: Change<Card> & { params?: Parameters } = {},
): Card {
  const { params = {}, ...rest } = change;
  const { gate, lane } = REASONS[reason];
  return cardSchema.parse({
    revision: 1,
    serial: SERIAL,
    caseId: '01940000-0000-7000-8000-000000000001',
    device: { family: 'iPhone', model: 'iPhone 14' },
    verdict: {
      lane,
      reasons: [{ code: reason, gate, lane, params: { name: 'iPhone 14', ...params } }],
      warnings: [],
      questions: [],
      oldestFactAt: NOW - 12 * MINUTE,
    },
    reset: { step: 'none' },
    work: [],
    facts: someFacts(rest.serial ?? SERIAL),
    names: {},
    assessedAt: NOW,
    ...rest,
  });
}

/** The verdict of a card with some of it changed. */
export function verdictOf(card: Card, change: Change<Card['verdict']>): Card['verdict'] {
  return { ...card.verdict, ...change } as Card['verdict'];
}

export function aScanLine(text: string, lane?: Lane, change: Change<ScanLine> = {}): ScanLine {
  const isSerial = serialNumberSchema.safeParse(text).data === text;
  return scanLineSchema.parse({
    eventId: `event-${text}`,
    at: NOW - MINUTE,
    code: { input: text, kind: isSerial ? 'serial' : 'unknown', value: text, candidates: [] },
    ...(isSerial && { serial: text }),
    ...(lane && { lane }),
    isUndone: false,
    ...change,
  });
}

export function anOccupant(change: Change<Occupant> = {}): Occupant {
  return {
    mode: 'normal',
    family: 'iPhone',
    model: 'iPhone 14',
    serial: SERIAL,
    isInSetupAssistant: false,
    canLeaveRecovery: false,
    alsoOn: [],
    resetStep: 'none',
    ...change,
  } as Occupant;
}

/** The panel of a bench that lacks nothing. */
export function theSlots(slots: Slot[], others: Partial<Slots> = {}): Slots {
  return { lacks: [], platform: 'linux', slots, ...others };
}

export function aSlot(number: number, occupant?: Occupant): Slot {
  const port = `1-1.${number}`;
  return slotSchema.parse({ port, ports: [port], number, name: `Port ${number}`, occupant });
}

export function aStatus(change: Change<Status> = {}): Status {
  return statusSchema.parse({
    mode: 'sandbox',
    bench: '7f3a91c2-bench',
    operator: 'Mira Lang',
    isOnline: true,
    usb: 'watching',
    now: NOW,
    speed: 1,
    budgets: [],
    jobs: [],
    ...change,
  });
}

function someFacts(serial: string) {
  const list = { source: 'appleList', observedAt: NOW - 2 * HOUR } as const;
  const live = { source: 'intuneDevice', observedAt: NOW - 12 * MINUTE } as const;
  const hardware = {
    family: 'iPhone',
    model: 'iPhone 14',
    productType: 'iPhone14,7',
    imei: [],
    meid: [],
  };
  return {
    serial,
    hardware: { ...list, value: hardware },
    membership: { ...list, value: { state: 'member', organizationId: 'Contoso Business' } },
    assignment: {
      ...list,
      value: { organizationId: 'o1', serviceId: 'Intune Europe', assignedAt: NOW - 26 * HOUR },
    },
    lock: { source: 'appleDevice', observedAt: NOW - 3 * MINUTE, value: { state: 'none' } },
    identities: { ...live, value: [] },
    enrollments: { ...live, value: [] },
  };
}
