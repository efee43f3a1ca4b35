// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { CHASE_KINDS, type ChaseList, type Stuck } from '../../../../src/contract/chase.ts';
import { success } from '../../../../src/core/result.ts';
import { DAY } from '../../../../src/core/time.ts';
import { NOW, SERIAL } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { campaignEngine, lastInput, start } from './campaign-support.ts';
import { part } from './part.ts';

const STUCK: Stuck = {
  lane: 'stop',
  reason: 'foreignService',
  count: 1,
  oldestAt: NOW - 2 * DAY,
  serials: [SERIAL],
};
const ROWS: Readonly<Record<ChaseList['kind'], Readonly<Record<string, string>>>> = {
  notEnrolled: {},
  belowMinimumOs: { version: '16.1', minimum: '17' },
  replaced: { former: 'F2LXK0ABJC', assetTag: 'A-1' },
  unassignBeforeRepair: { service: 'Old MDM' },
  notReleased: {},
};
const FULL = CHASE_KINDS.map((kind): ChaseList => {
  const row = { serial: SERIAL, model: 'iPhone 15', since: NOW - 9 * DAY, person: 'Ada' };
  return { kind, count: 1, rows: [{ ...row, params: ROWS[kind] }] };
});
const EMPTY = CHASE_KINDS.map((kind): ChaseList => ({ kind, count: 0, rows: [] }));

async function show(
  stuck: readonly Stuck[],
  lists: readonly ChaseList[],
  language: 'en' | 'de' = 'en',
) {
  const engine = campaignEngine({
    'chase.stuck': () => success([...stuck]),
    'chase.lists': () => success([...lists]),
  });
  await showApp({ engine, shell: createFakeShell({ language }), start });
  const name = language === 'en' ? /^Stuck/ : /^Hängt/;
  await userEvent.click(await screen.findByRole('tab', { name }));
  return engine;
}

describe('what is stuck on screen', () => {
  it('stands with its lane, its reason and how long the oldest is here', async () => {
    await show([STUCK], EMPTY);
    const text = (await part('Stuck on this bench')).textContent;
    expect(text).toContain('1STOPon a foreign service');
    expect(text).toContain('the oldest came 2 days ago');
  });

  it('goes to the panel for many serials by one press', async () => {
    await show([STUCK], EMPTY);
    const act = await screen.findByRole('button', { name: /^Act on these/ });
    await userEvent.click(act);
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Serial numbers');
    expect(field.value).toBe(SERIAL);
    const runway = screen.getByRole('tab', { name: 'Runway' });
    expect(runway.getAttribute('aria-selected')).toBe('true');
  });

  it('is shown device by device by one press', async () => {
    await show([STUCK], EMPTY);
    await userEvent.click(await screen.findByRole('button', { name: /^Show the devices/ }));
    expect(await screen.findByRole('heading', { name: /Devices/ })).toBeTruthy();
  });

  it('teaches when nothing is', async () => {
    await show([], EMPTY);
    expect(await screen.findByText('Nothing is stuck')).toBeTruthy();
  });
});

describe.each(['en', 'de'] as const)('the lists to chase, in %s', (language) => {
  it('leave no gap and no code in their sentences', async () => {
    await show([], FULL, language);
    await screen.findAllByRole('table');
    expect(document.body.textContent).not.toMatch(/\{\w+\}|chase\.|ui\./);
  });

  it('say when they are empty', async () => {
    await show([], EMPTY, language);
    await screen.findAllByRole('spinbutton');
    expect(screen.queryAllByRole('table')).toEqual([]);
    expect(document.body.textContent).not.toMatch(/chase\.|ui\./);
  });
});

describe('the lists to chase', () => {
  it('name the device, whom to ask, what for and since when', async () => {
    await show([], FULL);
    const table = within(await part('System below the minimum')).getByRole('table');
    const [, row] = within(table).getAllByRole('row');
    expect([...(row?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      SERIAL,
      'iPhone 15',
      'Ada',
      '16.1, wanted 17',
      '9 days ago',
    ]);
  });

  it('are asked for with the days that the person wants, and not with nonsense', async () => {
    const engine = await show([], EMPTY);
    const field = await screen.findByRole('spinbutton');
    expect(lastInput(engine, 'chase.lists')).toEqual({ days: 7 });
    await userEvent.clear(field);
    expect(lastInput(engine, 'chase.lists')).toEqual({ days: 7 });
    await userEvent.type(field, '21');
    expect(lastInput(engine, 'chase.lists')?.days).toBeGreaterThan(7);
  });
});
