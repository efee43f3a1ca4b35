// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import en from '../../../../src/core/words/en.json' with { type: 'json' };
import { aStatus, NOW } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { connected, inputsOf, keepingEngine, openStep, TARGET } from './support.ts';

const both = { ...TARGET, allowedProfileIds: { iPhone: ['p-standard', 'p-kiosk'] } };
const withProfiles = () => connected({ policy: { targets: [both] } });
const iPhones = () => screen.getByRole('list', { name: 'Intune Europe: iPhone' });

describe('the step for profiles', () => {
  it('shows the checks of each allowed profile, best first', async () => {
    await openStep('Profiles', keepingEngine(withProfiles()));
    const [best, second] = within(iPhones())
      .getAllByRole('listitem')
      .filter((item) => item.className === 'profile');
    expect(best?.textContent).toContain('Standard iPhone');
    expect(best?.textContent).toContain('assigned');
    expect(best?.textContent).toContain('awaits configuration');
    expect(best?.textContent).toContain('cannot be removed');
    expect(best?.textContent).toContain('user signs in');
    expect(second?.textContent).toContain('does not await configuration');
    expect(second?.textContent).toContain('without a user');
    expect(second?.textContent).toContain('Shared iPad');
  });

  it('allows one more, of those that the token has for the family', async () => {
    const { engine } = keepingEngine(connected({ policy: { targets: [TARGET] } }));
    await openStep('Profiles', { engine });
    const add = screen.getByRole('combobox', { name: /Allow a profile – Intune Europe: iPhone/ });
    expect(within(add).queryByRole('option', { name: 'Standard Mac' })).toBeNull();
    await userEvent.selectOptions(add, 'Kiosk');
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { targets: [{ allowedProfileIds: { iPhone: ['p-standard', 'p-kiosk'] } }] },
    ]);
  });

  it('orders them and takes one out again', async () => {
    const { engine } = keepingEngine(withProfiles());
    await openStep('Profiles', { engine });
    await userEvent.click(
      within(iPhones()).getAllByRole('button', { name: 'Move down' })[0] as HTMLElement,
    );
    await userEvent.click(
      within(iPhones()).getAllByRole('button', { name: 'No longer allow' })[1] as HTMLElement,
    );
    expect(inputsOf(engine, 'connections.keepPolicy')).toMatchObject([
      { targets: [{ allowedProfileIds: { iPhone: ['p-kiosk', 'p-standard'] } }] },
      { targets: [{ allowedProfileIds: { iPhone: ['p-kiosk'] } }] },
    ]);
  });

  it('makes a profile the default only after saying what that means', async () => {
    const { engine } = keepingEngine(connected({ policy: { targets: [TARGET] } }));
    engine.answer('connections.setDefaultProfile', () => success({}));
    await openStep('Profiles', { engine });
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it the default for new serials' }),
    );
    expect(screen.getByText(/Those already there keep theirs/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Yes, in Intune' }));
    expect(inputsOf(engine, 'connections.setDefaultProfile')).toEqual([
      { tokenId: 'k1', profileId: 'p-standard' },
    ]);
    expect(await screen.findByText('New serials arrive with it from now on.')).toBeTruthy();
  });

  it('says in place why it could not be made the default', async () => {
    const { engine } = keepingEngine(connected({ policy: { targets: [TARGET] } }));
    engine.answer('connections.setDefaultProfile', () => failure({ code: 'permissionMissing' }));
    await openStep('Profiles', { engine });
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it the default for new serials' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Yes, in Intune' }));
    expect((await screen.findByRole('alert')).textContent).toContain('lacks a permission');
  });

  it('says who else must approve a new default, where, and what to do then', async () => {
    const { engine } = keepingEngine(connected({ policy: { targets: [TARGET] } }));
    engine.answer('connections.setDefaultProfile', () => failure({ code: 'approvalNeeded' }));
    await openStep('Profiles', { engine });
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it the default for new serials' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Yes, in Intune' }));
    const { text, next } = en.failure.approvalNeeded;
    const told = (await screen.findByRole('alert')).textContent;
    expect(told).toContain(text);
    expect(told).toContain(next);
    expect(screen.queryByText('New serials arrive with it from now on.')).toBeNull();
  });

  it('opens the token’s own profiles in Intune', async () => {
    const shell = createFakeShell();
    await openStep('Profiles', { ...keepingEngine(withProfiles()), shell });
    await userEvent.click(
      screen.getByRole('button', { name: 'Make or change profiles in Intune' }),
    );
    expect(shell.inputs).toContainEqual({
      url: 'https://intune.microsoft.com/#view/Microsoft_Intune_Enrollment/DepTokenMenuBlade/~/enrollmentprofiles/tokenId/k1',
    });
  });

  it('points out an allowed profile that is no longer there', async () => {
    const gone = { ...TARGET, allowedProfileIds: { iPhone: ['p-gone'] } };
    await openStep('Profiles', keepingEngine(connected({ policy: { targets: [gone] } })));
    expect(iPhones().textContent).toContain('no longer there');
    expect(screen.getByRole('button', { name: /5\. Profiles.*look at this/ })).toBeTruthy();
  });

  it('gives a group of the manifest its own target and profiles', async () => {
    const { engine } = keepingEngine(withProfiles());
    await openStep('Profiles', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Add a group' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Site or department' }), 'Munich');
    await userEvent.click(screen.getByRole('button', { name: 'Add a group' }));
    const group = within(await screen.findByRole('region', { name: 'Munich' }));
    await userEvent.selectOptions(group.getByRole('combobox', { name: 'Target' }), 'Intune Europe');
    await userEvent.selectOptions(
      group.getByRole('combobox', { name: /Allow a profile/ }),
      'Kiosk',
    );
    expect(inputsOf(engine, 'connections.keepPolicy').at(-1)).toMatchObject({
      groups: { Munich: { targetId: 't1', allowedProfileIds: ['p-kiosk'] } },
    });
  });

  it.each([
    ['live', 1],
    ['sandbox', 0],
  ] as const)('in mode %s says when groups begin to count: %i time', async (mode, times) => {
    const { engine } = keepingEngine(withProfiles());
    engine.answer('status.read', () => success(aStatus({ mode, now: NOW })));
    await openStep('Profiles', { engine });
    const groups = within(screen.getByRole('region', { name: 'Groups of the manifest' }));
    const sentence = 'Takes effect once a manifest is loaded at check-in.';
    expect(groups.queryAllByText(sentence)).toHaveLength(times);
  });

  it('refuses a group that is there already', async () => {
    const groups = { Munich: { allowedProfileIds: [] } };
    await openStep('Profiles', keepingEngine(connected({ policy: { targets: [both], groups } })));
    await userEvent.click(screen.getByRole('button', { name: 'Add a group' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Site or department' }), 'Munich');
    expect(screen.getByText('There is one already.')).toBeTruthy();
  });
});
