// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { cause, fails } from '../../../../src/core/setup/checks.ts';
import { policySchema } from '../../../../src/core/verdict/policy.ts';
import { aReport, connected, inputsOf, keepingEngine, openStep, TARGET } from './support.ts';

const withTarget = () => connected({ policy: { targets: [TARGET] } });

describe('the step for targets', () => {
  it('suggests a pair with its evidence, and makes it a target once a person says so', async () => {
    const { engine } = keepingEngine(connected());
    await openStep('Targets', { engine });
    const suggestions = screen.getByRole('list', { name: 'Suggestions' });
    expect(suggestions.textContent).toContain('1,204 serials are on both.');
    expect(suggestions.textContent).toContain('1,210 on the service, 1,205 under the token.');
    expect(inputsOf(engine, 'connections.keepPolicy')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Yes, they belong together' }));
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      {
        targets: [{ name: 'Intune', organizationId: 'o1', serviceId: 's-intune', tokenId: 'k1' }],
      },
    ]);
    expect(await screen.findByRole('region', { name: 'Intune' })).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Suggestions' })).toBeNull();
  });

  it('changes only its own part of a policy that was changed elsewhere meanwhile', async () => {
    const keeping = keepingEngine(withTarget());
    await openStep('Targets', keeping);
    const policy = policySchema.parse({ targets: [TARGET], migrationCheck: false });
    keeping.view = {
      ...keeping.view,
      connections: { ...keeping.view.connections, policy },
    };
    await userEvent.click(screen.getByRole('radio', { name: 'Former' }));
    expect(inputsOf(keeping.engine, 'connections.keepPolicy')).toMatchObject([
      { formerServiceIds: ['s-jamf'], migrationCheck: false },
    ]);
  });

  it('keeps a change on screen that could not be kept, and keeps it when asked again', async () => {
    const { engine } = keepingEngine(withTarget());
    engine.answer('connections.keepPolicy', () => failure({ code: 'settingsNotKept' }));
    await openStep('Targets', { engine });
    await userEvent.click(screen.getByRole('radio', { name: 'Former' }));
    expect(await screen.findByText('1 change is on screen but not kept.')).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'Former' }).getAttribute('aria-checked')).toBe('true');
    engine.answer('connections.keepPolicy', (policy) => success(connected({ policy })));
    await userEvent.click(screen.getByRole('button', { name: 'Keep again' }));
    expect(screen.queryByText('1 change is on screen but not kept.')).toBeNull();
    expect(screen.getByRole('radio', { name: 'Former' }).getAttribute('aria-checked')).toBe('true');
  });

  it('takes back what could not be kept when the person wants that', async () => {
    const { engine } = keepingEngine(withTarget());
    engine.answer('connections.keepPolicy', () => failure({ code: 'settingsNotKept' }));
    await openStep('Targets', { engine });
    await userEvent.click(screen.getByRole('radio', { name: 'Former' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Take back' }));
    expect(screen.getByRole('radio', { name: 'Foreign' }).getAttribute('aria-checked')).toBe(
      'true',
    );
  });

  it('tests a target and names what is wrong with it', async () => {
    const { engine } = keepingEngine(withTarget());
    engine.answer('connections.testTarget', () =>
      success(aReport('targetProfiles', fails('targetService', cause('serviceInactive')))),
    );
    await openStep('Targets', { engine });
    const card = within(screen.getByRole('region', { name: 'Intune Europe' }));
    await userEvent.click(card.getByRole('button', { name: 'Test' }));
    expect(await card.findByText('Service of the target')).toBeTruthy();
    expect(card.getByText('fails')).toBeTruthy();
    expect(screen.getByRole('button', { name: /4\. Targets.*look at this/ })).toBeTruthy();
  });

  it('renames a target when told to keep the name, and not before', async () => {
    const { engine } = keepingEngine(withTarget());
    await openStep('Targets', { engine });
    const name = screen.getByRole('textbox', { name: 'Name of the target' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Europe');
    expect(inputsOf(engine, 'connections.keepPolicy')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { targets: [{ name: 'Europe' }] },
    ]);
  });

  it('limits a target to families', async () => {
    const { engine } = keepingEngine(withTarget());
    await openStep('Targets', { engine });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Mac' }));
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { targets: [{ families: ['iPhone', 'iPad', 'AppleTV', 'Vision'] }] },
    ]);
  });

  it('warns of a former service that still gets new purchases, and of one that may release', async () => {
    const view = connected({ policy: { targets: [TARGET], formerServiceIds: ['s-jamf'] } });
    await openStep('Targets', keepingEngine(view));
    const services = screen.getByRole('list', { name: 'Former and foreign services' });
    expect(services.textContent).toContain('New purchases still arrive here (iPhone)');
    expect(services.textContent).toContain('may release devices');
  });

  it('pairs a service and a token by hand where no device speaks for them yet', async () => {
    const { engine } = keepingEngine(connected());
    await openStep('Targets', { engine });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Service at Apple' }),
      'Jamf Pro',
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Token at Intune' }),
      'Contoso token',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add this pair' }));
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { targets: [{ serviceId: 's-jamf', tokenId: 'k1' }] },
    ]);
  });

  it('stops moving there when a target is removed and asked for once more', async () => {
    const { engine } = keepingEngine(withTarget());
    await openStep('Targets', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await userEvent.click(screen.getByRole('button', { name: 'Yes, remove' }));
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([{ targets: [] }]);
  });
});
