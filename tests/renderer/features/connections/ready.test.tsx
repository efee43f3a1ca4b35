// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../src/core/time.ts';
import { aView, connected, CONTOSO, inputsOf, keepingEngine, openStep, TARGET } from './support.ts';

const complete = () => connected({ policy: { targets: [TARGET], formerServiceIds: ['s-jamf'] } });

const task = (name: string) => {
  const list = screen.getByRole('list', { name: 'What can be done' });
  const item = within(list).getByText(name).closest('li');
  if (!item) throw new Error(name);
  return item;
};

describe('the last step', () => {
  it('says what is possible and sends the person to the campaign', async () => {
    const { parts } = await openStep('Ready', keepingEngine(complete()));
    expect(task('Watch').textContent).toContain('possible');
    expect(task('Move').textContent).toContain('possible');
    expect(screen.getByRole('button', { name: /6\. Ready.*done/ })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'To the campaign' }));
    expect(parts.store.getState().view).toBe('campaign');
  });

  it('names what is missing for which task, and leads there', async () => {
    const view = connected({ granted: ['watch'], policy: {} });
    await openStep('Ready', keepingEngine(view));
    expect(task('Watch').textContent).toContain('possible');
    expect(task('Move').textContent).toContain('DeviceManagementServiceConfig.ReadWrite.All');
    expect(task('Move').textContent).toContain('A target.');
    await userEvent.click(within(task('Move')).getByRole('button', { name: 'Go to Targets' }));
    expect(document.activeElement?.textContent).toBe('Targets and former services');
  });

  it('does not call missing what this tenant asks of nobody', async () => {
    await openStep('Ready', keepingEngine(connected({ granted: ['watch', 'move'], policy: {} })));
    expect(task('Approvals').textContent).toBe('Approvals not used here');
  });

  it('names the organization whose key is missing', async () => {
    await openStep('Ready', keepingEngine(aView({ organizations: [CONTOSO], keysOf: [] })));
    expect(task('Watch').textContent).toContain('The private key of Contoso Business.');
    expect(task('Watch').textContent).toContain('The tenant at Microsoft.');
  });

  it('leaves Intune’s wipe off, and warns when it is switched on', async () => {
    const { engine } = keepingEngine(complete());
    await openStep('Ready', { engine });
    const wipe = screen.getByRole<HTMLInputElement>('switch', { name: 'Intune’s own wipe' });
    expect(wipe.checked).toBe(false);
    await userEvent.click(wipe);
    expect((await screen.findByRole('alert')).textContent).toContain('500 wipes a day');
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([{ intuneWipe: true }]);
  });

  it('changes the settle time in minutes and refuses what is none', async () => {
    const { engine } = keepingEngine(complete());
    await openStep('Ready', { engine });
    const form = within(screen.getByRole('form', { name: 'Minutes until a new profile counts' }));
    const field = form.getByRole<HTMLInputElement>('textbox');
    expect(field.value).toBe('10');
    await userEvent.clear(field);
    await userEvent.type(field, 'soon');
    expect(form.getByRole<HTMLButtonElement>('button').disabled).toBe(true);
    await userEvent.clear(field);
    await userEvent.type(field, '25{Enter}');
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { profileSettle: 25 * MINUTE },
    ]);
  });

  it('keeps an oldest system version per family', async () => {
    const { engine } = keepingEngine(complete());
    await openStep('Ready', { engine });
    await userEvent.type(screen.getByRole('textbox', { name: 'iPad' }), '17.4{Enter}');
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { minimumOs: { iPad: '17.4' } },
    ]);
  });

  it('keeps what the organization calls the erasure, on one line of a record', async () => {
    const { engine } = keepingEngine(complete());
    await openStep('Ready', { engine });
    const form = within(screen.getByRole('form', { name: 'Standard on reset records' }));
    const field = form.getByRole<HTMLInputElement>('textbox');
    expect(field.maxLength).toBe(80);
    await userEvent.type(field, 'NIST SP 800-88r2, Purge{Enter}');
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { eraseStandard: 'NIST SP 800-88r2, Purge' },
    ]);
  });
});
