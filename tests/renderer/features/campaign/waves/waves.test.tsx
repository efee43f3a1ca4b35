// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../../../src/core/result.ts';
import { DAY, HOUR } from '../../../../../src/core/time.ts';
import { fieldOf } from '../../../../../src/renderer/features/campaign/bulk/deadline.ts';
import { NOW, SERIAL } from '../../../builders.ts';
import { lastInput } from '../campaign-support.ts';
import { part } from '../part.ts';
import { aWave, showWaves, TRIAGE } from './waves-support.ts';

describe('planning waves on screen', () => {
  it('plans all that can migrate and are in none, with size, first deadline and interval', async () => {
    const { engine } = await showWaves();
    const form = await part('Plan waves');
    const size = within(form).getByLabelText('Devices in a wave');
    await userEvent.clear(size);
    await userEvent.type(size, '20');
    const first = fieldOf(NOW + 20 * DAY);
    fireEvent.change(within(form).getByLabelText('First deadline'), { target: { value: first } });
    await userEvent.click(within(form).getByRole('button', { name: 'Plan 30 devices' }));
    expect(lastInput(engine, 'waves.plan')).toEqual({
      size: 20,
      firstDeadlineAt: new Date(first).getTime(),
      daysBetween: 7,
    });
    expect(await screen.findByText('28 devices planned. Nothing was sent.')).toBeTruthy();
  });

  it('says whose advice the size is', async () => {
    await showWaves();
    expect((await part('Plan waves')).textContent).toContain('Peers advise 500');
  });

  it('offers nothing when nobody is left to plan', async () => {
    await showWaves({ triage: { ...TRIAGE, unplanned: 0 } });
    const form = await part('Plan waves');
    const button = await within(form).findByRole<HTMLButtonElement>('button');
    expect(button.disabled).toBe(true);
    expect(form.textContent).toContain('No device that can migrate is left to plan.');
  });

  it('needs a size that a wave can have', async () => {
    await showWaves();
    const form = await part('Plan waves');
    const size = within(form).getByLabelText('Devices in a wave');
    await userEvent.clear(size);
    await userEvent.type(size, '5000');
    expect(within(form).getByRole<HTMLButtonElement>('button').disabled).toBe(true);
  });
});

describe('a wave on screen', () => {
  const started = aWave({
    startedAt: NOW - HOUR,
    startedBy: 'Kim',
    counts: { planned: 0, queued: 4, migrating: 10, inIntune: 12, failed: 1, refused: 3 },
    toStart: 4,
    troubles: [{ kind: 'refused', reason: 'notCapable', count: 3, serials: [SERIAL] }],
  });

  it('says how far it is, in a bar and in words', async () => {
    await showWaves({ waves: [started] });
    const wave = await screen.findByRole('listitem', { name: 'Wave 1 · Munich' });
    const bar = within(wave).getByRole('progressbar');
    expect(bar.getAttribute('aria-valuetext')).toBe('12 of 30 in Intune');
    expect(wave.textContent).toContain('10 migrating');
    expect(wave.textContent).toContain('Started by Kim');
    expect(wave.textContent).toContain('Apple says that this device cannot migrate');
  });

  it('is started only after a question, whose focus is on what does nothing', async () => {
    const { engine } = await showWaves({ waves: [aWave()] });
    await userEvent.click(await screen.findByRole('button', { name: 'Start Wave 1 · Munich …' }));
    const question = screen.getByRole('group', { name: 'Start Wave 1 · Munich …' });
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Not now' }));
    expect(lastInput(engine, 'waves.start')).toBeUndefined();
    await userEvent.click(within(question).getByRole('button', { name: 'Migrate 30 devices' }));
    expect(lastInput(engine, 'waves.start')).toEqual({ id: 'wave-1' });
    expect(await screen.findByText('1 queued, 0 refused.')).toBe(document.activeElement);
  });

  it('does nothing for who says not now', async () => {
    const { engine } = await showWaves({ waves: [aWave()] });
    await userEvent.click(await screen.findByRole('button', { name: 'Start Wave 1 · Munich …' }));
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('group', { name: /Start/ })).toBeNull();
    expect(lastInput(engine, 'waves.start')).toBeUndefined();
  });

  it('proposes another deadline where the planned one is too near', async () => {
    const { engine } = await showWaves({ waves: [aWave({ deadlineAt: NOW + HOUR })] });
    expect(await screen.findByText(/less than 24 hours ahead/)).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Start Wave 1 · Munich …' }));
    await userEvent.click(screen.getByRole('button', { name: 'Migrate 30 devices' }));
    const deadlineAt = lastInput(engine, 'waves.start')?.deadlineAt ?? 0;
    expect(deadlineAt).toBeGreaterThan(NOW + DAY);
  });

  it('says from when on Apple takes a deadline that is far ahead', async () => {
    await showWaves({ waves: [aWave({ deadlineAt: NOW + 100 * DAY })] });
    expect(await screen.findByText(/Can be started from/)).toBeTruthy();
  });

  it('offers to retry what failed or was refused, and no removal while it is under way', async () => {
    const { engine } = await showWaves({ waves: [started] });
    const retry = { name: 'Retry what failed in Wave 1 · Munich …' };
    await userEvent.click(await screen.findByRole('button', retry));
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Migrate 4 devices' }));
    expect(lastInput(engine, 'waves.start')).toEqual({ id: 'wave-1' });
  });

  it('is removed after a question', async () => {
    const { engine } = await showWaves({ waves: [aWave()] });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Wave 1 · Munich …' }));
    expect(lastInput(engine, 'waves.remove')).toBeUndefined();
    await userEvent.click(screen.getByRole('button', { name: 'Remove it' }));
    expect(lastInput(engine, 'waves.remove')).toEqual({ id: 'wave-1' });
  });

  it('leads to its devices', async () => {
    const { parts } = await showWaves({ waves: [aWave()] });
    const name = 'Show the devices: Wave 1 · Munich';
    await userEvent.click(await screen.findByRole('button', { name }));
    expect(parts.store.getState()).toMatchObject({
      view: 'devices',
      devicesWanted: { title: 'Wave 1 · Munich', serials: [SERIAL] },
    });
  });

  it('says why it could not be started', async () => {
    const { engine } = await showWaves({ waves: [aWave()] });
    engine.answer('waves.start', () => failure({ code: 'noOperator' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Start Wave 1 · Munich …' }));
    await userEvent.click(screen.getByRole('button', { name: 'Migrate 30 devices' }));
    expect(await screen.findByText('Nobody is signed in at this bench.')).toBeTruthy();
  });

  it('that is being started cannot be started again', async () => {
    await showWaves({ waves: [aWave({ isStarting: true })] });
    expect(await screen.findByText(/starting: asking Intune/)).toBeTruthy();
    const name = 'Start Wave 1 · Munich …';
    expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
  });

  it('teaches when there is none', async () => {
    await showWaves();
    expect(await screen.findByText('No wave yet')).toBeTruthy();
  });
});
