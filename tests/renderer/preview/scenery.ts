import type { Slot } from '../../../src/contract/bench.ts';
import type { InputOf } from '../../../src/contract/calls.ts';
import type { ScanLine } from '../../../src/contract/desk.ts';
import { DEVICE_STEPS } from '../../../src/contract/device-query.ts';
import type { DeviceChoices, DeviceWindow, Timeline } from '../../../src/contract/devices.ts';
import type { Barcode } from '../../../src/contract/sandbox.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { laneSchema } from '../../../src/core/verdict/lane.ts';
import { REASON_CODES, REASONS } from '../../../src/core/verdict/reasons.ts';
import { anOccupant, aScanLine, aSlot, NOW, SERIAL, serialOf } from '../builders.ts';

const serials = [
  'F2LXK0A7JG5H',
  'C39XK2PQJG5H',
  'DMPX1A2B3C4D',
  'H4K7M2Q9XT',
  'GG7VL0P1HG7K',
  'K9X2P4L7QD',
];

/** A hub of sixteen with a bit of everything in it. */
export function hub(): Slot[] {
  const serial = (index: number) => serialOf(serials[index] ?? SERIAL);
  const occupants = [
    anOccupant({ serial: serial(1), lane: 'clear', family: 'iPad', batteryPercent: 81 }),
    anOccupant({ serial: serial(2), lane: 'wait', batteryPercent: 64 }),
    undefined,
    anOccupant({ serial: serial(3), lane: 'fix', batteryPercent: 47 }),
    anOccupant({ serial: undefined, mode: 'dfu', family: 'unknown', lane: 'unknown' }),
    anOccupant({ serial: serial(4), lane: 'stop', mode: 'recovery', family: 'Mac' }),
    anOccupant({ serial: serial(0), lane: 'clear', batteryPercent: 17, resetStep: 'expected' }),
    undefined,
    anOccupant({
      serial: serial(5),
      lane: 'start',
      isInSetupAssistant: true,
      batteryPercent: 92,
      resetStep: 'recorded',
    }),
    anOccupant({
      serial: undefined,
      candidate: serialOf('J2Q8R4T6V1'),
      family: 'iPhone',
      batteryPercent: 55,
    }),
    anOccupant({
      serial: serialOf('PL9MN3B7VC'),
      lane: 'clear',
      resetStep: 'gone',
      goneSince: NOW - MINUTE,
    }),
    anOccupant({ serial: serialOf('ZX8C7V6B5N'), lane: 'done', batteryPercent: 100 }),
    undefined,
    anOccupant({ serial: serialOf('QW3E4R5T6Y'), lane: 'migrate', batteryPercent: 33 }),
  ];
  return Array.from({ length: 16 }, (_, index) => aSlot(index + 1, occupants[index]));
}

const LONG_NAME = 'Upper hub at the window, socket';

/** The largest bench: every kind of tile, some of them named at length, a few empty. */
export function largeHub(count = 64): Slot[] {
  const kinds = [...hub(), ...moreTiles()];
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const slot = aSlot(number, kinds[index % kinds.length]?.occupant);
    return index % 5 === 2 ? { ...slot, name: `${LONG_NAME} ${number}` } : { ...slot, name: '' };
  });
}

function moreTiles(): Slot[] {
  const occupants = [
    anOccupant({ serial: serialOf('MW0QX2B8TR'), lane: 'clear', resetStep: 'started' }),
    anOccupant({ serial: serialOf('NB8V7C6X5Z'), lane: 'unknown', symptom: 'locked' }),
    anOccupant({ serial: serialOf('QQ7W8E9R0T'), lane: 'wait', symptom: 'reEnumerating' }),
    anOccupant({ serial: undefined, mode: 'kis', family: 'unknown' }),
    anOccupant({
      serial: serialOf('LK3J4H5G6F'),
      lane: 'fix',
      mode: 'recovery',
      canLeaveRecovery: true,
    }),
    anOccupant({ serial: serialOf('TY6U7I8O9P'), lane: 'stop', batteryPercent: 3 }),
    anOccupant({ serial: serialOf('VB2N3M4K5L'), lane: 'migrate', mode: 'restoreRamdisk' }),
  ];
  return occupants.map((occupant, index) => aSlot(index + 1, occupant));
}

export function history(): ScanLine[] {
  const lines = [
    aScanLine('F2LXK0A7JG5H', 'clear'),
    aScanLine('C39XK2PQJG5H', 'stop'),
    aScanLine('DMPX1A2B3C4D', 'wait'),
    aScanLine('H4K7M2Q9XT', 'fix'),
    aScanLine('356938035643809', undefined, {
      code: { input: '356938035643809', kind: 'imei', value: '356938035643809', candidates: [] },
    }),
    aScanLine('K9X2P4L7QD', 'start'),
    aScanLine('GG7VL0P1HG7K', 'migrate', { isUndone: true }),
    aScanLine('ZX8C7V6B5N', 'done'),
    aScanLine('QW3E4R5T6Y', 'unknown'),
    aScanLine('PL9MN3B7VC', 'clear'),
  ];
  return lines.map((line, index) => ({ ...line, at: NOW - index * 2.4 * MINUTE }));
}

const models = [
  'iPhone 14',
  'iPhone 15 Pro',
  'iPad (10th generation)',
  'MacBook Air (M2)',
  'Apple TV 4K',
  'iPhone SE',
];

/** 200,000 made-up devices, a window at a time. */
export function fleet({ search, offset, limit }: InputOf<'devices.window'>): DeviceWindow {
  const total = 200_000;
  const matched = search === '' ? total : Math.max(0, 4_000 - search.length * 900);
  const rows = Array.from(
    { length: Math.min(limit, Math.max(0, matched - offset)) },
    (_, index) => {
      const at = offset + index;
      const reason = REASON_CODES[(at * 7) % REASON_CODES.length] ?? 'allGatesHold';
      const isOnIntune = at % 3 !== 0;
      return {
        serial: serialOf(
          `F${(10_000_019 + at * 7_919).toString(36).toUpperCase().padStart(9, '0')}`,
        ),
        family: 'iPhone' as const,
        model: models[at % models.length] ?? '',
        service: isOnIntune ? 'Intune Europe' : 'Jamf Pro',
        profile: isOnIntune ? 'Standard iPhone' : null,
        lane: REASONS[reason].lane,
        reason,
        step: isOnIntune ? ('reset' as const) : ('reassign' as const),
        isSetAside: false,
      };
    },
  );
  return { total, matched, offset, rows, judged: total };
}

/** What that fleet can be filtered by. */
export function choices(): DeviceChoices {
  const named = (name: string, count: number) => ({ id: name, name, count });
  return {
    total: 200_000,
    judged: 200_000,
    lanes: laneSchema.options.map((value, index) => ({ value, count: 40_000 - index * 4_000 })),
    steps: DEVICE_STEPS.map((value, index) => ({ value, count: 50_000 - index * 6_000 })),
    models: models.map((value, index) => ({ value, count: 60_000 - index * 9_000 })),
    services: [named('Intune Europe', 133_333), named('Jamf Pro', 66_667)],
    profiles: [named('Standard iPhone', 133_333), { id: '', name: '', count: 66_667 }],
    sessions: [
      {
        sessionId: 's1',
        name: 'München, 3. Lieferung',
        boxes: [{ boxId: 'b1', name: 'Karton 1' }],
      },
    ],
  };
}

export function timeline(): Timeline {
  const base = { bench: 'b', operator: 'Mira Lang', caseId: 'c1', serial: SERIAL };
  const event = (sequence: number, ago: number) => ({
    ...base,
    id: `e${sequence}`,
    sequence,
    at: NOW - ago * MINUTE,
  });
  return {
    serial: SERIAL,
    deliveries: [],
    cases: [
      {
        caseId: 'c1',
        openedAt: NOW - 40 * MINUTE,
        events: [
          { ...event(1, 40), type: 'caseOpened', data: { origin: 'scan' } },
          { ...event(2, 40), type: 'codeScanned', data: { kind: 'serial', text: SERIAL } },
          {
            ...event(3, 40),
            type: 'verdictChanged',
            data: { lane: 'fix', reason: 'onFormerService' },
          },
          { ...event(4, 39), type: 'fixRequested', data: { fix: 'reassign' } },
          {
            ...event(5, 20),
            type: 'verdictChanged',
            data: { lane: 'clear', reason: 'allGatesHold' },
          },
          { ...event(6, 18), type: 'resetStarted', data: { slot: '1-1.7' } },
          { ...event(7, 12), type: 'deviceLeft', data: { slot: '1-1.7' } },
          {
            ...event(8, 8),
            type: 'deviceReturned',
            data: { slot: '1-1.7', mode: 'normal', isInSetupAssistant: true, raw: {} },
          },
          {
            ...event(9, 8),
            type: 'resetRecorded',
            data: { level: 'observed', cloudAt: NOW - 8 * MINUTE, raw: {} },
          },
        ],
      },
    ],
  };
}

export function sheet(): Barcode[] {
  return [
    {
      code: 'F2LXK0A7JG5H',
      title: 'iPhone of the old MDM',
      story:
        'The whole story: NOT YET, hold F, wait for Apple and Intune, reset, set up, DONE. Best at 60×.',
    },
    {
      code: 'C39XK2PQJG5H',
      title: 'Activation Lock',
      story: 'Locked to somebody’s own Apple Account. Set it aside.',
    },
    {
      code: '356938035643809',
      title: 'An IMEI',
      story: 'The number on the back of the box. It leads to the iPhone that is ready to reset.',
    },
    { code: 'RB-OP-MIRA.LANG', title: 'Badge', story: 'Sign in as Mira Lang.' },
  ];
}
