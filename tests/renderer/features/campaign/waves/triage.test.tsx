// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../../src/core/result.ts';
import { NOW, SERIAL } from '../../../builders.ts';
import { lastInput, LISTED } from '../campaign-support.ts';
import { part } from '../part.ts';
import { aWave, NOTHING_ASKED, showWaves, TRIAGE } from './waves-support.ts';

const card = (name: string) => screen.findByRole('listitem', { name });

describe('the triage on screen', () => {
  it('says of each class how many, what it means and what to do', async () => {
    await showWaves();
    const migrates = await card('Migrates without a reset');
    expect(migrates.textContent).toContain('40');
    expect(migrates.textContent).toContain('Plan it in a wave');
    expect((await card('Needs a reset')).textContent).toContain('sealed new by its manifest');
    expect((await card('Never asked')).textContent).toContain('1,000');
    expect((await card('Something is in the way')).textContent).toContain('on no service');
  });

  it('leads to the devices of a class', async () => {
    const { parts } = await showWaves();
    const name = 'Show the devices: Needs a reset';
    await userEvent.click(await screen.findByRole('button', { name }));
    expect(parts.store.getState()).toMatchObject({
      view: 'devices',
      devicesWanted: { kind: 'serials', title: 'Needs a reset', serials: [SERIAL] },
    });
  });

  it('says how long asking takes, and asks about as many as the person wants', async () => {
    const { engine } = await showWaves();
    const notAsked = await card('Never asked');
    expect(notAsked.textContent).toContain('50 minutes of Apple’s quota');
    const field = within(notAsked).getByLabelText('How many');
    await userEvent.clear(field);
    await userEvent.type(field, '60{Enter}');
    expect(lastInput(engine, 'waves.ask')).toEqual({ count: 60 });
  });

  it('says how far the asking is, and ends it', async () => {
    const asking = { ...NOTHING_ASKED, wanted: 200, asked: 50, capable: 31, isRunning: true };
    const { engine } = await showWaves({ asking });
    const notAsked = await card('Never asked');
    expect(notAsked.textContent).toContain('50 of 200 asked, 31 of them can migrate.');
    await userEvent.click(within(notAsked).getByRole('button', { name: 'Stop asking' }));
    expect(lastInput(engine, 'waves.ask')).toEqual({ count: 0 });
  });

  it('says that Apple has stopped answering', async () => {
    await showWaves({ asking: { ...NOTHING_ASKED, wanted: 200, asked: 3, isStopped: true } });
    expect((await card('Never asked')).textContent).toContain('Apple has stopped answering.');
  });

  it('teaches when there is nothing to triage', async () => {
    const classes = TRIAGE.classes.map((each) => ({ ...each, count: 0, reasons: [], serials: [] }));
    await showWaves({ triage: { ...TRIAGE, devices: 0, classes } });
    expect(await screen.findByText('Nothing is left to triage')).toBeTruthy();
  });

  it('is read anew when both clouds have been listed', async () => {
    const { engine } = await showWaves();
    await card('Never asked');
    const reads = () => engine.calls.filter(({ name }) => name === 'waves.triage').length;
    const before = reads();
    engine.answer('campaign.listing', () => success({ ...LISTED, finishedAt: NOW }));
    act(() => engine.tell('campaign.jobsChanged', []));
    await waitFor(() => expect(reads()).toBeGreaterThan(before));
  });

  it('says why it could not be read, and reads again', async () => {
    const { engine } = await showWaves();
    engine.answer('waves.triage', () => failure({ code: 'ledgerBroken' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Look again' }));
    expect(within(await part('Who needs no reset')).getByRole('alert')).toBeTruthy();
  });

  it.each(['en', 'de'] as const)(
    'leaves no gap and no code in its words, in %s',
    async (language) => {
      const troubles = [
        { kind: 'refused' as const, reason: 'notCapable', count: 1, serials: [SERIAL] },
        { kind: 'failed' as const, reason: 'deadlinePassed', count: 1, serials: [SERIAL] },
        { kind: 'failed' as const, reason: 'DEVICE_NOT_ACCESSIBLE', count: 1, serials: [SERIAL] },
        { kind: 'cancelled' as const, reason: '', count: 1, serials: [SERIAL] },
        { kind: 'cutOff' as const, reason: '', count: 1, serials: [SERIAL] },
      ];
      const counts = { planned: 1, queued: 1, migrating: 1, inIntune: 1, failed: 1, refused: 1 };
      await showWaves({ language, waves: [aWave({ counts, troubles, name: '' })] });
      await screen.findByRole('progressbar');
      expect(document.body.textContent).not.toMatch(/\{\w+\}|ui\.waves|undefined/);
    },
  );
});
