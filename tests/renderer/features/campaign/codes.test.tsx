// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../src/contract/calls.ts';
import type { Failure } from '../../../../src/contract/protocol.ts';
import { success, type Result } from '../../../../src/core/result.ts';
import { DAY } from '../../../../src/core/time.ts';
import {
  serialsIn,
  type Readings,
} from '../../../../src/renderer/features/campaign/bulk/serial-list.ts';
import type { FakeEngine } from '../../fake-engine.ts';
import { ONE, openBulk, OTHER } from './bulk-support.ts';
import { campaignEngine, lastInput, LISTED } from './campaign-support.ts';

const IMEI = '490154203237518';
const NOBODYS = '356938035643809';

type Answer = Result<OutputOf<'campaign.readCodes'>, Failure>;

/** Has the clouds listed a day later, and waits until the window says so. */
async function listAnew(engine: FakeEngine): Promise<void> {
  const listedAnew = { ...LISTED, finishedAt: (LISTED.finishedAt ?? 0) + DAY };
  const copy = screen.getByRole('region', { name: 'Local copy of both clouds' });
  const before = copy.textContent;
  engine.answer('campaign.listing', () => success(listedAnew));
  engine.answer('campaign.listNow', () => success(listedAnew));
  await userEvent.click(screen.getByRole('button', { name: 'List now' }));
  await waitFor(() => expect(copy.textContent).not.toBe(before), { timeout: 4_000 });
}

/** An engine that knows whose IMEI that is. */
function knowingEngine(): FakeEngine {
  return campaignEngine({
    'campaign.readCodes': ({ codes }) =>
      success({
        resolved: codes.filter((code) => code === IMEI).map((code) => ({ code, serial: ONE })),
        refused: codes
          .filter((code) => code !== IMEI)
          .map((code) => ({ code, reason: 'codeUnknown' as const })),
      }),
    'campaign.assign': ({ serials }) =>
      success({
        queued: [],
        refused: serials.map((serial) => ({ serial, reason: 'foreignService' })),
      }),
  });
}

describe('a text with other codes than serials', () => {
  const readings: Readings = new Map([
    [IMEI, { serial: ONE }],
    [NOBODYS, { reason: 'codeUnknown' }],
  ]);

  it('has to be looked up', () => {
    expect(serialsIn(`${IMEI}\n${ONE}`)).toMatchObject({ serials: [ONE], pending: [IMEI] });
  });

  it('counts a device once, whichever of its codes are there', () => {
    const list = serialsIn(`${IMEI}\n${ONE}\n${OTHER}`, readings);
    expect(list).toMatchObject({ serials: [ONE, OTHER], pending: [] });
    expect(list.resolved).toEqual([{ code: IMEI, serial: ONE }]);
  });

  it('keeps a code that names no device apart from words that are none', () => {
    const { refused, others } = serialsIn(`${NOBODYS} HELLO`, readings);
    expect(refused).toEqual([{ code: NOBODYS, reason: 'codeUnknown' }]);
    expect(others).toEqual(['HELLO']);
  });

  it('may show an IMEI in groups, as a phone does', () => {
    expect(serialsIn('49 015420 323751 8\n').pending).toEqual(['49 015420 323751 8']);
  });

  it('may show it with wide gaps, which are no part of the code', () => {
    const padded = `49 015420${' '.repeat(300)}323751 8`;
    expect(serialsIn(padded)).toMatchObject({ pending: ['49 015420 323751 8'], others: [] });
  });

  it('may hold a word that is too long to be looked up: it counts as no code', () => {
    const long = `S${OTHER}${'\u200B'.repeat(200)}`;
    expect(serialsIn(long)).toMatchObject({ serials: [], pending: [], others: [`S${OTHER}`] });
  });

  it('asks about a label that begins with S', () => {
    expect(serialsIn(`S${OTHER}`).pending).toEqual([`S${OTHER}`]);
  });
});

describe('codes in the list', () => {
  it('are shown with their serial and sent as it', async () => {
    const engine = knowingEngine();
    const { panel, fill, press } = await openBulk(engine);
    await act(async () => fill(`${IMEI}\n${OTHER}`));
    expect(within(panel).getByText('1 code read as its serial')).toBeTruthy();
    expect(within(panel).getByText(IMEI).closest('li')?.textContent).toBe(`${IMEI}${ONE}`);
    await press('Move 2 devices');
    expect(lastInput(engine, 'campaign.assign')).toEqual({ serials: [ONE, OTHER] });
  });

  it('are refused with the reason where they name no device, before and after the act', async () => {
    const { panel, fill, press } = await openBulk(knowingEngine());
    await act(async () => fill(`${NOBODYS}\n${OTHER}`));
    expect(within(panel).getByText(NOBODYS).closest('li')?.textContent).toContain(
      'No device is known by this code.',
    );
    await press('Move 1 device');
    expect(panel.textContent).toContain('2 not taken');
    expect(within(panel).getAllByText(NOBODYS)).toHaveLength(2);
  });

  it('stand beside their serial when it was not taken', async () => {
    const { panel, fill, press, shell } = await openBulk(knowingEngine());
    await act(async () => fill(IMEI));
    await press('Move 1 device');
    await press('Save as CSV …');
    const { text } = shell.inputs.at(-1) as { text: string };
    expect(text).toContain(`\r\n${ONE},${IMEI},foreignService,`);
    expect(panel.textContent).toContain('1 not taken');
  });

  it('hold up the act until they were looked up, and are asked again on demand', async () => {
    const engine = campaignEngine();
    const { panel, fill, press } = await openBulk(engine);
    await act(async () => fill(`${IMEI}\n${OTHER}`));
    const button = within(panel).getByRole('button', { name: 'Move 1 device' });
    expect(button.matches(':disabled')).toBe(true);
    expect(panel.textContent).toContain('Some codes were not looked up.');
    engine.answer('campaign.readCodes', () =>
      success({ resolved: [{ code: IMEI, serial: ONE }], refused: [] }),
    );
    await press('Look them up again');
    expect(within(panel).getByRole('button', { name: 'Move 2 devices' })).toBeTruthy();
  });

  it('are looked up anew when the clouds were listed while they were being looked up', async () => {
    const first = Promise.withResolvers<Answer>();
    const engine = campaignEngine({ 'campaign.readCodes': () => first.promise });
    const { panel, fill } = await openBulk(engine);
    await act(async () => fill(IMEI));
    await listAnew(engine);
    engine.answer('campaign.readCodes', () =>
      success({ resolved: [{ code: IMEI, serial: ONE }], refused: [] }),
    );
    await act(async () =>
      first.resolve(success({ resolved: [], refused: [{ code: IMEI, reason: 'codeUnknown' }] })),
    );
    expect(await within(panel).findByRole('button', { name: 'Move 1 device' })).toBeTruthy();
  });

  it('are looked up anew when the clouds were listed', async () => {
    const engine = campaignEngine({
      'campaign.readCodes': () =>
        success({ resolved: [], refused: [{ code: IMEI, reason: 'codeUnknown' }] }),
    });
    const { panel, fill } = await openBulk(engine);
    await act(async () => fill(IMEI));
    engine.answer('campaign.readCodes', () =>
      success({ resolved: [{ code: IMEI, serial: ONE }], refused: [] }),
    );
    await listAnew(engine);
    expect(
      await within(panel).findByRole('button', { name: 'Move 1 device' }, { timeout: 4_000 }),
    ).toBeTruthy();
  });
});
