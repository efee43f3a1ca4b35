import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Asking, Triage, Wave } from '../../../../../src/contract/waves.ts';
import { success } from '../../../../../src/core/result.ts';
import { DAY, MINUTE } from '../../../../../src/core/time.ts';
import { aStatus, NOW, SERIAL } from '../../../builders.ts';
import { createFakeShell } from '../../../fake-engine.ts';
import { showApp } from '../../../render-app.tsx';
import { campaignEngine, start } from '../campaign-support.ts';

export const TRIAGE: Triage = {
  readAt: NOW,
  devices: 1_060,
  classes: [
    { class: 'migrates', count: 40, reasons: [], serials: [SERIAL] },
    {
      class: 'needsReset',
      count: 12,
      reasons: [
        { reason: 'notCapable', count: 9 },
        { reason: 'sealedNew', count: 3 },
      ],
      serials: [SERIAL],
    },
    { class: 'notAsked', count: 1_000, reasons: [], serials: [SERIAL] },
    {
      class: 'refused',
      count: 8,
      reasons: [{ reason: 'unassigned', count: 8 }],
      serials: [SERIAL],
    },
  ],
  unplanned: 30,
  askFor: 50 * MINUTE,
};

export const NOTHING_ASKED: Asking = {
  wanted: 0,
  asked: 0,
  capable: 0,
  isRunning: false,
  isStopped: false,
};

export function aWave(change: Partial<Wave> = {}): Wave {
  return {
    id: 'wave-1',
    number: 1,
    name: 'Munich',
    deadlineAt: NOW + 10 * DAY,
    plannedAt: NOW - DAY,
    startedAt: null,
    startedBy: null,
    endedAt: null,
    isStarting: false,
    devices: 30,
    counts: { planned: 30, queued: 0, migrating: 0, inIntune: 0, failed: 0, refused: 0 },
    troubles: [],
    toStart: 30,
    ...change,
  };
}

interface Shown {
  readonly triage?: Triage;
  readonly waves?: readonly Wave[];
  readonly asking?: Asking;
  readonly language?: 'en' | 'de';
}

/** The part of the campaign with the waves, on screen. */
export async function showWaves(shown: Shown = {}) {
  const { triage = TRIAGE, waves = [], asking = NOTHING_ASKED, language = 'en' } = shown;
  const list = () => success({ waves: [...waves], asking });
  const engine = campaignEngine({
    'status.read': () => success(aStatus({ operator: 'Kim' })),
    'waves.triage': () => success(triage),
    'waves.list': list,
    'waves.plan': () => success({ waves: [...waves], asking, planned: 28 }),
    'waves.remove': list,
    'waves.serials': () => success({ serials: [SERIAL] }),
    'waves.start': () => success({ queued: [SERIAL], refused: [] }),
    'waves.ask': () => success({ ...NOTHING_ASKED, wanted: 200, isRunning: true }),
  });
  const app = await showApp({ engine, shell: createFakeShell({ language }), start });
  const name = language === 'en' ? 'Waves' : 'Wellen';
  await userEvent.click(await screen.findByRole('tab', { name }));
  return { ...app, engine };
}
