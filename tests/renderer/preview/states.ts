import type { Slots } from '../../../src/contract/bench.ts';
import type { Card } from '../../../src/contract/desk.ts';
import { success } from '../../../src/core/result.ts';
import { MINUTE } from '../../../src/core/time.ts';
import type { AppParts } from '../../../src/renderer/app/AppContext.tsx';
import type { AppState, Stage } from '../../../src/renderer/app/store.ts';
import { aCard, aScanLine, aStatus, NOW, serialOf, verdictOf, theSlots } from '../builders.ts';
import { createFakeEngine, type FakeEngine } from '../fake-engine.ts';
import { isCampaignScene, stageCampaign } from './campaign-scenery.ts';
import { helpScene } from './help-scenery.ts';
import { choices, fleet, history, hub, largeHub, sheet, timeline } from './scenery.ts';

interface Scene {
  readonly engine: FakeEngine;
  readonly start: Partial<AppState>;
  readonly play?: (parts: AppParts) => void;
}

const target = {
  target: 'Intune Europe',
  service: 'Jamf Pro',
  wanted: 'Standard iPhone',
  profile: 'Standard iPhone',
};
const onSlot = {
  slot: 'Port 7',
  slotNumber: 7,
  device: { family: 'iPhone', model: 'iPhone 14', name: 'Karins iPhone' },
} as const;
const named = { params: { ...target, name: 'Karins iPhone' } };

const clear = aCard('allGatesHold', { ...named, ...onSlot, reset: { step: 'expected' } });
const former = aCard('onFormerService', { ...named, ...onSlot });
const waiting = aCard('syncPending', { params: { ...target, untilAt: NOW + 12 * MINUTE } });
const proven = aCard('resetProven', {
  ...named,
  ...onSlot,
  reset: { step: 'recorded', level: 'observed', recordedAt: NOW - 2 * MINUTE },
});

const cards: Readonly<Record<string, Card>> = {
  clear: {
    ...clear,
    verdict: verdictOf(clear, {
      warnings: [
        { code: 'keepEsim', params: {} },
        { code: 'batteryLow', params: { percent: 17 } },
      ],
    }),
  },
  rescanned: clear,
  called: clear,
  hub64: clear,
  hub64Fix: former,
  hub32: clear,
  start: proven,
  sealed: aCard('sealedNew', { device: { family: 'iPad', model: 'iPad (10th generation)' } }),
  wait: {
    ...waiting,
    verdict: verdictOf(waiting, { until: NOW + 12 * MINUTE }),
    work: [{ kind: 'sync', state: 'queued', since: NOW - MINUTE, nextAt: NOW + 12 * MINUTE }],
  },
  hold: aCard('pushCertificateExpired'),
  fix: {
    ...former,
    verdict: verdictOf(former, {
      fix: 'reassign',
      reasons: [...former.verdict.reasons, ...aCard('lockAsking').verdict.reasons],
    }),
  },
  facts: former,
  attest: (() => {
    const card = aCard('lockUnreadable');
    return { ...card, verdict: verdictOf(card, { lane: 'wait', fix: 'attestLock' }) };
  })(),
  admin: aCard('identityMissing'),
  stop: aCard('lockedByUser', {
    serial: serialOf('C39XK2PQJG5H'),
    device: { family: 'Mac', model: 'MacBook Pro (14-inch, 2023)' },
  }),
  migrate: aCard('migratesByItself', onSlot),
  done: aCard('inIntune', named),
  handedOver: aCard('handedOver', onSlot),
  unknown: aCard('lockOffline'),
  started: { ...clear, reset: { step: 'started' } },
  gone: { ...clear, reset: { step: 'gone' } },
  macStarted: aCard('allGatesHold', {
    device: { family: 'Mac', model: 'MacBook Air (M2)' },
    reset: { step: 'started' },
  }),
  changed: clear,
};

const views: Readonly<Record<string, AppState['view']>> = {
  devices: 'devices',
  detail: 'devices',
  barcodes: 'barcodes',
  campaign: 'campaign',
  campaignBlocked: 'campaign',
  campaignEmpty: 'campaign',
  settings: 'settings',
};

/** A named state of the window, with an engine behind it that answers whatever that state asks. */
export function stageScene(name: string): Scene {
  const isFresh = name === 'empty' || name === 'noBus';
  const card = cards[name];
  const engine = createFakeEngine({
    'status.read': () => success(statusOf(name)),
    'bench.slots': () => success(slotsOf(name)),
    'bench.numberSlot': ({ port, number }) => success(withNumber(slotsOf(name), port, number)),
    'desk.recentScans': () => success(isFresh ? [] : history()),
    'desk.card': () => success(card ?? clear),
    'devices.window': (input) => success(fleet(input)),
    'devices.choices': () => success(choices()),
    'devices.timeline': () => success(timeline()),
    'sandbox.barcodes': () => success(sheet()),
  });
  if (isCampaignScene(name)) stageCampaign(name, engine);
  const help = helpScene(name);
  if (help) engine.answer('bench.slots', () => success(help.slots));
  return {
    engine,
    start: { view: views[name] ?? 'bench', stage: stageOf(name, card), ...help?.start },
    play: (parts) => setTimeout(() => plays[name]?.(parts, engine), 1_000),
  };
}

function slotsOf(name: string): Slots {
  if (name === 'noBus') return theSlots([], { lacks: ['noBus'] });
  if (name === 'empty') return theSlots([]);
  if (name === 'hub32') return theSlots(largeHub(32));
  return theSlots(name.startsWith('hub64') ? largeHub() : hub());
}

/** Two slots change places, as they do in the engine. */
function withNumber(slots: Slots, port: string, number: number): Slots {
  const moved = slots.slots.find((slot) => slot.port === port)?.number ?? number;
  const renumbered = slots.slots.map((slot) => {
    if (slot.port === port) return { ...slot, number };
    return slot.number === number ? { ...slot, number: moved } : slot;
  });
  return { ...slots, slots: renumbered.toSorted((one, other) => one.number - other.number) };
}

function stageOf(name: string, card: Card | undefined): Stage {
  if (name === 'code') return { kind: 'code', outcome: 'unresolved', line: imeiLine() };
  if (name === 'ambiguous') return { kind: 'code', outcome: 'unresolved', line: ambiguousLine() };
  if (!card) return { kind: 'scanNext' };
  const was = name === 'changed' ? { lane: 'wait' as const, at: NOW } : undefined;
  return { kind: 'card', card, shownAt: NOW, was, isRescanned: name === 'rescanned' };
}

function imeiLine() {
  const code = {
    input: '356938035643809',
    kind: 'imei' as const,
    value: '356938035643809',
    candidates: [],
  };
  return aScanLine('356938035643809', undefined, { code });
}

function ambiguousLine() {
  const candidates = ['F2LXK0A7JG5H', 'F2LXKOA7JG5H'].map((value) => ({
    kind: 'serial' as const,
    value,
  }));
  const code = { input: 'F2LXKOA7JG5H', kind: 'ambiguous' as const, value: '', candidates };
  return aScanLine('F2LXKOA7JG5H', undefined, { code });
}

function statusOf(name: string) {
  if (name === 'unknown') return aStatus({ isOnline: false, operator: null });
  if (name === 'noBus') return aStatus({ usb: 'noBus', listing: { done: 1400, expected: 2000 } });
  const budget = {
    cloud: 'apple' as const,
    organizationId: 'o',
    kind: 'read' as const,
    spent: 20,
    limit: 20,
    waiting: 6,
    nextFreeAt: NOW + MINUTE,
  };
  return aStatus(name === 'wait' ? { budgets: [budget] } : {});
}

const plays: Readonly<Record<string, (parts: AppParts, engine: FakeEngine) => void>> = {
  lost: (_parts, engine) => engine.become({ kind: 'lost' }),
  gaveUp: (_parts, engine) => engine.become({ kind: 'gaveUp' }),
  trouble: ({ store }) => {
    const stage: Stage = {
      kind: 'card',
      card: cards['fix'] ?? clear,
      shownAt: NOW,
      isRescanned: false,
    };
    store.setState({ trouble: { code: 'noOperator' }, stage });
  },
  detail: () => click('[role=row][aria-rowindex="3"]'),
  slotMenu: () => click('.slot:nth-child(3) .slot-menu-button'),
  occupiedMenu: () => click('.slot:nth-child(7) .slot-menu-button'),
  arrange: ({ store }) => store.setState({ arranging: { picked: '1-1.7' } }),
  hub64Arrange: ({ store }) => store.setState({ arranging: { picked: '1-1.7' } }),
  facts: () => click('.facts summary'),
};

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}
