// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/contract/shell.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { say, CATALOGUES } from '../../../../src/core/words/words.ts';
import { GUIDES } from '../../../../src/renderer/features/connections/guides.ts';
import { aStatus } from '../../builders.ts';
import { createFakeEngine, createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import {
  aReport,
  aView,
  connected,
  CONTOSO,
  inputsOf,
  keepingEngine,
  NO_CHOICES,
  openStep,
  shellWith,
  TARGET,
  TENANT,
} from './support.ts';

const STEPS = ['Apple', 'Microsoft', 'Token', 'Targets', 'Profiles', 'Ready'];
const all = () => connected({ policy: { targets: [TARGET], formerServiceIds: ['s-jamf'] } });

describe('the wizard', () => {
  it('gives the heading of each step the focus', async () => {
    await openStep('Apple', keepingEngine(all()));
    await userEvent.click(screen.getByRole('button', { name: /^Continue/ }));
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { level: 1, name: 'Connect Microsoft Intune' }),
    );
  });

  it.each([
    ['the first step that is not done', connected(), 'Targets and former services'],
    ['the summary when all is done', all(), 'What is set up'],
  ])('opens at %s', async (_place, view, heading) => {
    await showApp({ engine: keepingEngine(view).engine, start: { view: 'connections' } });
    expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy();
  });

  it('reads everything anew when another engine has taken over', async () => {
    const keeping = keepingEngine(aView());
    await openStep('Apple', keeping);
    keeping.view = aView({ organizations: [CONTOSO] });
    keeping.engine.become({ kind: 'lost' });
    keeping.engine.become({ kind: 'connected', generation: 2 });
    expect(await screen.findByRole('region', { name: 'Contoso Business' })).toBeTruthy();
  });

  it('can be walked with the keyboard alone', async () => {
    await openStep('Apple', keepingEngine(all()));
    screen.getByRole('button', { name: /4\. Targets/ }).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement?.textContent).toBe('Targets and former services');
    expect(screen.getByRole('button', { name: /4\. Targets/ }).getAttribute('aria-current')).toBe(
      'step',
    );
  });

  it('leaves letters to the field they are typed into', async () => {
    const { parts } = await openStep('Apple', keepingEngine(aView()));
    await userEvent.click(screen.getByRole('button', { name: 'Add an organization' }));
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await userEvent.type(name, 'F2LXK0A7JG5H');
    expect(name.value).toBe('F2LXK0A7JG5H');
    expect(parts.store.getState().assembly.text).toBe('');
  });

  it.each(STEPS)('has at most one filled button at %s', async (step) => {
    for (const view of [aView(), all()]) {
      const { engine } = keepingEngine(view, view.connections.tenant ? undefined : NO_CHOICES);
      await openStep(step, { engine });
      const filled = document.querySelectorAll('.connections-page [data-look=filled]');
      expect(filled.length).toBeLessThanOrEqual(1);
      document.body.replaceChildren();
    }
  });

  it('keeps what was typed while another screen is looked at', async () => {
    const { parts } = await openStep('Microsoft', keepingEngine(aView()));
    const field = () => screen.findByRole<HTMLInputElement>('textbox', { name: /^Directory/ });
    await userEvent.type(await field(), 'contoso.example');
    parts.store.setState({ view: 'bench' });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: /^Directory/ })).toBeNull());
    parts.store.setState({ view: 'connections' });
    expect((await field()).value).toBe('contoso.example');
  });

  it('says why nothing could be read, and reads again when asked', async () => {
    const engine = createFakeEngine({
      'connections.read': () => failure({ code: 'ledgerBroken' }),
    });
    await showApp({ engine, start: { view: 'connections' } });
    expect((await screen.findByRole('alert')).textContent).toContain('The ledger file');
    engine.answer('connections.read', () => success(aView()));
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('navigation', { name: 'Steps' })).toBeTruthy();
  });

  it('looks for new suggestions once both clouds are listed', async () => {
    const { engine } = keepingEngine(connected(), NO_CHOICES);
    const listing = { done: 10, expected: 20 };
    engine.answer('status.read', () => success(aStatus({ listing })));
    await openStep('Targets', { engine });
    const before = inputsOf(engine, 'connections.choices').length;
    engine.tell('status.changed', aStatus());
    await waitFor(() => expect(inputsOf(engine, 'connections.choices')).toHaveLength(before + 1));
  });
});

describe('settings from a file', () => {
  it('can be read, but not changed', async () => {
    const managed = connected({ isManaged: true, policy: { targets: [TARGET] } });
    await openStep('Microsoft', keepingEngine(managed));
    expect(screen.getByText('These settings come from a file')).toBeTruthy();
    const tenant = screen.getByRole<HTMLInputElement>('textbox', { name: /^Directory/ });
    expect([tenant.value, tenant.readOnly]).toEqual(['contoso.example', true]);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove' }).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: /4\. Targets/ }));
    const families = screen.getByRole<HTMLFieldSetElement>('group', { name: 'For' });
    expect(families.disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: /6\. Ready/ }));
    expect(
      screen.getByRole<HTMLInputElement>('switch', { name: 'Intune’s own wipe' }).disabled,
    ).toBe(true);
  });

  it('can still be tested', async () => {
    const { engine } = keepingEngine(connected({ isManaged: true }));
    engine.answer('connections.testOrganization', () => success(aReport('appleKey')));
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByText('holds')).toBeTruthy();
  });
});

describe('in the sandbox', () => {
  it('says that these are practice accounts, under the banner that stays', async () => {
    await openStep('Apple', keepingEngine(all()));
    expect(screen.getByText('A practice tenant, set up already')).toBeTruthy();
    expect(screen.getByRole('complementary', { name: 'Sandbox' })).toBeTruthy();
  });

  it('is not spoken of when live', async () => {
    const { engine } = keepingEngine(all());
    engine.answer('status.read', () => success(aStatus({ mode: 'live' })));
    await openStep('Apple', { engine });
    expect(screen.queryByText('A practice tenant, set up already')).toBeNull();
  });
});

describe('without a key store', () => {
  it('says where a secret is given that it holds for this run only', async () => {
    const shell = shellWith('shell.settings', {
      settings: defaultSettings,
      systemLanguage: 'en',
      version: '0.1.0',
      keepsSecrets: false,
    });
    await openStep('Apple', { ...keepingEngine(aView()), shell });
    await userEvent.click(screen.getByRole('button', { name: 'Add an organization' }));
    const key = screen.getByRole('group', { name: 'Private key' });
    expect(key.textContent).toContain('held in memory until Resetbench is closed');
  });
});

describe('in German', () => {
  it.each(STEPS)('has every word at %s', async (step) => {
    const names: Readonly<Record<string, string>> = {
      Targets: 'Ziele',
      Profiles: 'Profile',
      Ready: 'Fertig',
    };
    const shell = createFakeShell({ language: 'de' });
    for (const view of [aView(), all(), aView({ tenant: TENANT, organizations: [CONTOSO] })]) {
      const { engine } = keepingEngine(view, view.connections.tenant ? undefined : NO_CHOICES);
      await openStep(names[step] ?? step, { engine, shell });
      expect(document.body.textContent).not.toMatch(/\b(ui|check|cause|failure)\.[a-z]/);
      document.body.replaceChildren();
    }
  });

  it.each(Object.entries(GUIDES))('guides through %s in as many steps', (name, links) => {
    for (const language of Object.keys(CATALOGUES) as (keyof typeof CATALOGUES)[]) {
      for (const step of ['title', ...links.map((_, index) => index + 1)]) {
        const path = `ui.connections.guide.${name}.${step}`;
        expect(say(language, path)).not.toBe(path);
      }
      const beyond = `ui.connections.guide.${name}.${links.length + 1}`;
      expect(say(language, beyond)).toBe(beyond);
    }
  });
});

describe('the settings', () => {
  it('say in one line what is connected, and lead to the wizard', async () => {
    const { engine } = keepingEngine(all());
    const { parts } = await showApp({ engine, start: { view: 'settings' } });
    expect(
      await screen.findByText('Apple: 1 organization. Microsoft: mira@contoso.example.'),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Open Clouds' }));
    expect(parts.store.getState().view).toBe('connections');
    expect(within(await screen.findByRole('main')).getByRole('navigation')).toBeTruthy();
  });

  it('say that nothing is connected yet', async () => {
    await showApp({ engine: keepingEngine(aView()).engine, start: { view: 'settings' } });
    expect(await screen.findByText('Nothing is connected yet.')).toBeTruthy();
  });
});
