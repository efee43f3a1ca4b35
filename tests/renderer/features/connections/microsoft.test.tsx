// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../../../src/contract/connections.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { cause, fails, holds } from '../../../../src/core/setup/checks.ts';
import { MINUTE } from '../../../../src/core/time.ts';
import { aStatus, NOW } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { aReport, aView, connected, inputsOf, keepingEngine, openStep, TENANT } from './support.ts';

const signedOut = () => aView({ tenant: TENANT });
const code: SignIn = {
  kind: 'deviceCode',
  userCode: 'F7K2-Q9XA',
  address: 'https://microsoft.com/devicelogin',
  expiresAt: NOW + 15 * MINUTE,
};

describe('the step for Microsoft', () => {
  it('keeps the tenant with the addresses of its cloud', async () => {
    const { engine } = keepingEngine(aView());
    await openStep('Microsoft', { engine });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Cloud' }),
      'US Government (GCC High)',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Directory (tenant) ID' }),
      'contoso.example',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Application (client) ID' }),
      TENANT.clientId,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(inputsOf(engine, 'connections.keepTenant')).toEqual([
      {
        cloud: 'usGovL4',
        tenantId: 'contoso.example',
        clientId: TENANT.clientId,
        graphBaseUrl: 'https://graph.microsoft.us',
        authority: 'https://login.microsoftonline.us/contoso.example',
        auth: { kind: 'delegated', flow: 'browser' },
      },
    ]);
    expect(await screen.findByText('Kept.')).toBeTruthy();
  });

  it('names the least permissions and the redirect in what to click', async () => {
    await openStep('Microsoft', { engine: keepingEngine(aView()).engine });
    const guide = screen.getByRole('list', { name: 'What to click at Microsoft Entra' });
    expect(guide.textContent).toContain('http://localhost');
    expect(guide.textContent).toContain('DeviceManagementServiceConfig.Read.All');
  });

  it('opens the page of the chosen cloud', async () => {
    const shell = createFakeShell();
    const engine = keepingEngine(aView({ tenant: { ...TENANT, cloud: 'china' } })).engine;
    await openStep('Microsoft', { engine, shell });
    await userEvent.click(screen.getByRole('button', { name: 'Open App registrations' }));
    expect(shell.inputs).toContainEqual({
      url: 'https://portal.azure.cn/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    });
  });

  it('signs in with the browser, asking for reading alone, and waits', async () => {
    const { engine } = keepingEngine(signedOut());
    engine.answer('connections.signIn', () =>
      success(aView({ tenant: TENANT, signIn: { kind: 'browser' } })),
    );
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with the browser' }));
    expect(inputsOf(engine, 'connections.signIn')).toEqual([{ flow: 'browser', tasks: ['watch'] }]);
    expect(await screen.findByText('Waiting for your browser')).toBeTruthy();
    await act(async () => engine.tell('connections.changed', connected()));
    expect(screen.getByText('mira@contoso.example')).toBeTruthy();
    expect(screen.getByRole('button', { name: /2\. Microsoft.*done/ })).toBeTruthy();
  });

  it('lets a sign-in that is waited for be cancelled', async () => {
    const { engine } = keepingEngine(aView({ tenant: TENANT, signIn: { kind: 'browser' } }));
    const cancelled = cause('signInCancelled');
    engine.answer('connections.cancelSignIn', () =>
      success(aView({ tenant: TENANT, signIn: { kind: 'failed', cause: cancelled } })),
    );
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('button', { name: 'Sign in with the browser' })).toBeTruthy();
  });

  it('shows the device code large, with its page and the time that is left', async () => {
    const { engine } = keepingEngine(signedOut());
    engine.answer('status.read', () => success(aStatus({ mode: 'live', now: NOW })));
    engine.answer('connections.signIn', () => success(aView({ tenant: TENANT, signIn: code })));
    const shell = createFakeShell();
    await openStep('Microsoft', { engine, shell });
    await userEvent.click(screen.getByRole('button', { name: 'Use a device code' }));
    const panel = await screen.findByRole('group', { name: 'Device code' });
    expect(within(panel).getByText('F7K2-Q9XA').tagName).toBe('OUTPUT');
    expect(panel.textContent).toContain('https://microsoft.com/devicelogin');
    expect(within(panel).getByText(/^1[45]:\d\d$/)).toBeTruthy();
    await userEvent.click(within(panel).getByRole('button', { name: 'Open the page here' }));
    expect(shell.inputs).toContainEqual({ url: code.address });
  });

  it('names the cause of a failed sign-in and what to do about it', async () => {
    const signIn = {
      kind: 'failed',
      cause: cause('conditionalAccess'),
      detail: 'AADSTS53003',
    } as const;
    await openStep('Microsoft', {
      engine: keepingEngine(aView({ tenant: TENANT, signIn })).engine,
    });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toMatch(/\S{4}/);
    expect(alert.textContent).not.toContain('cause.');
    expect(screen.getByText('AADSTS53003')).toBeTruthy();
    expect(screen.getByRole('button', { name: /2\. Microsoft.*look at this/ })).toBeTruthy();
  });

  it('shows per task what is granted and asks for one more on top of it', async () => {
    const view = connected({ granted: ['watch'] });
    const { engine } = keepingEngine(view);
    engine.answer('connections.signIn', () => success(view));
    await openStep('Microsoft', { engine });
    const permissions = screen.getByRole('list', { name: 'Permissions' });
    const task = (name: string) => {
      const item = within(permissions).getByRole('heading', { name }).closest('li');
      if (!item) throw new Error(name);
      return item;
    };
    expect(task('Watch').textContent).toContain('granted');
    expect(task('Move').textContent).toContain('missing');
    expect(task('Erase').textContent).toContain('Not used here');
    await userEvent.click(within(task('Move')).getByRole('button', { name: 'Ask for it' }));
    expect(inputsOf(engine, 'connections.signIn')).toEqual([
      { flow: 'browser', tasks: ['watch', 'move'] },
    ]);
  });

  it('gives the address of the consent to send to an administrator', async () => {
    await openStep('Microsoft', { engine: keepingEngine(signedOut()).engine });
    const line = screen.getByRole<HTMLInputElement>('textbox', { name: 'Admin consent' });
    expect(line.value).toContain('adminconsent');
  });

  it('warns of signing in as an application, and takes its secret from the clipboard', async () => {
    const { engine } = keepingEngine(signedOut());
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByLabelText('Application sign-in'));
    const warning = screen.getByRole('alert').textContent;
    expect(warning).toContain('PC that many people use');
    expect(warning).toContain('Multi Admin Approval');
    await userEvent.click(screen.getByRole('radio', { name: 'Client secret' }));
    await userEvent.click(screen.getByRole('button', { name: 'Take it from the clipboard' }));
    expect(await screen.findByText(/40 characters. The clipboard is empty now/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(inputsOf(engine, 'connections.keepTenant')).toMatchObject([
      { auth: { kind: 'application', credential: 'secret' } },
    ]);
  });

  it('keeps another certificate only with its tenant, and gives it up with it', async () => {
    const auth = { kind: 'application', credential: 'certificate' } as const;
    const { engine } = keepingEngine(aView({ tenant: { ...TENANT, auth }, hasCredential: true }));
    await openStep('Microsoft', { engine });
    expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the PEM file' }));
    expect(await screen.findByText('Chosen: chosen.pem')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep' })).toBeTruthy();
    // One from before the window was loaded anew must not be kept in its place.
    expect(inputsOf(engine, 'connections.discardCredential')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(inputsOf(engine, 'connections.discardCredential')).toHaveLength(2);
    expect(await screen.findByText('It is there.')).toBeTruthy();
  });

  it.each([
    ['another kind', () => userEvent.click(screen.getByRole('radio', { name: 'Client secret' }))],
    [
      'another app registration',
      () =>
        userEvent.type(
          screen.getByRole('textbox', { name: 'Application (client) ID' }),
          '{Backspace}4',
        ),
    ],
  ])(
    'does not keep %s with the credential that is there, which is none for it',
    async (_, change) => {
      const auth = { kind: 'application', credential: 'certificate' } as const;
      const view = aView({ tenant: { ...TENANT, auth }, hasCredential: true });
      await openStep('Microsoft', { engine: keepingEngine(view).engine });
      await change();
      expect(screen.getByRole('button', { name: 'Keep' })).toHaveProperty('disabled', true);
      expect(screen.getByText('Not given yet.')).toBeTruthy();
      expect(screen.queryByText('It is there.')).toBeNull();
    },
  );

  it('keeps another address of Graph with the credential that is there', async () => {
    const auth = { kind: 'application', credential: 'certificate' } as const;
    const view = aView({ tenant: { ...TENANT, auth }, hasCredential: true });
    const { engine } = keepingEngine(view);
    await openStep('Microsoft', { engine });
    const field = screen.getByRole('textbox', { name: /Graph/, hidden: true });
    fireEvent.change(field, { target: { value: 'https://graph.contoso.example' } });
    expect(screen.getByText('It is there.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep' })).toHaveProperty('disabled', false);
  });

  it('shows what was typed as kept where the former sign-in alone could not be deleted', async () => {
    const { engine, view } = keepingEngine(signedOut());
    const other = { ...TENANT, tenantId: 'fabrikam.example' };
    engine.answer('connections.keepTenant', () => {
      engine.tell('connections.changed', {
        ...view,
        connections: { ...view.connections, tenant: other },
      });
      return failure({ code: 'formerSecretNotRemoved' });
    });
    await openStep('Microsoft', { engine });
    const field = screen.getByRole('textbox', { name: 'Directory (tenant) ID' });
    fireEvent.change(field, { target: { value: 'fabrikam.example' } });
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(await screen.findByText(/could not delete the former sign-in/)).toBeTruthy();
    expect(screen.getByText('Kept.')).toBeTruthy();
    expect(field).toHaveProperty('value', 'fabrikam.example');
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull();
  });

  it('does not keep a credential that was chosen before the window was loaded anew', async () => {
    const { engine } = keepingEngine(signedOut());
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByLabelText('Application sign-in'));
    expect(inputsOf(engine, 'connections.discardCredential')).toHaveLength(1);
  });

  it('tests the connection and says what fails', async () => {
    const { engine } = keepingEngine(connected());
    engine.answer('connections.testTenant', () =>
      success(
        aReport(
          holds('microsoftSignIn'),
          fails('microsoftDevices', cause('licenceMissing'), '403'),
        ),
      ),
    );
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Test the connection' }));
    const report = await screen.findByRole('list', { name: 'What the test found' });
    expect(within(report).getByText('Devices in Intune')).toBeTruthy();
    expect(within(report).getByText('fails')).toBeTruthy();
    expect(screen.getByText(/1 check fails/)).toBeTruthy();
  });

  it('says in place why a sign-in could not be begun', async () => {
    const { engine } = keepingEngine(signedOut());
    engine.answer('connections.signIn', () => failure({ code: 'notConnected' }));
    await openStep('Microsoft', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with the browser' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No connection is set up');
  });
});
