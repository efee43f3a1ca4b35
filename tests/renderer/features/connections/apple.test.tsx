// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { APPLE_TOKEN_URL } from '../../../../src/core/connections.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { cause, fails, skipped } from '../../../../src/core/setup/checks.ts';
import { HOUR } from '../../../../src/core/time.ts';
import { createFakeShell } from '../../fake-engine.ts';
import {
  aReport,
  aView,
  CONTOSO,
  inputsOf,
  keepingEngine,
  openStep,
  shellWith,
} from './support.ts';

const typed = {
  Name: 'Contoso Business',
  'Key ID': 'KEY1',
  'Client ID': CONTOSO.clientId,
};

async function fillIn() {
  await userEvent.click(await screen.findByRole('button', { name: 'Add an organization' }));
  for (const [name, text] of Object.entries(typed)) {
    await userEvent.type(screen.getByRole('textbox', { name }), text);
  }
}

describe('the step for Apple', () => {
  it('keeps an organization, tests it at once and shows what holds', async () => {
    const { engine } = keepingEngine(aView());
    engine.answer('connections.testOrganization', () =>
      success(aReport('appleKey', 'appleSignIn')),
    );
    await openStep('Apple', { engine });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    await userEvent.click(screen.getByRole('button', { name: 'Keep and test' }));
    const report = await screen.findByRole('list', { name: 'What the test found' });
    expect(within(report).getAllByText('holds')).toHaveLength(2);
    expect(inputsOf(engine, 'connections.keepOrganization')).toEqual([
      {
        id: expect.any(String) as string,
        kind: 'business',
        name: 'Contoso Business',
        clientId: CONTOSO.clientId,
        keyId: 'KEY1',
        apiBaseUrl: 'https://api-business.apple.com',
        tokenUrl: APPLE_TOKEN_URL,
      },
    ]);
  });

  it('has the key file chosen by the shell and learns its name alone', async () => {
    const { engine } = keepingEngine(aView());
    const shell = createFakeShell();
    await openStep('Apple', { engine, shell });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    expect(await screen.findByText('Chosen: chosen.pem')).toBeTruthy();
    expect(shell.inputs).toContainEqual({
      kind: 'appleKey',
      organizationId: expect.any(String) as string,
    });
  });

  it('names the cause of a failure, the next step and the cloud’s own words', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    engine.answer('connections.testOrganization', () =>
      success(
        aReport(
          'appleKey',
          fails('appleSignIn', cause('clockOff', { minutes: 12 }), 'invalid_client'),
          skipped('appleServices'),
        ),
      ),
    );
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Test' }));
    const report = await screen.findByRole('list', { name: 'What the test found' });
    const [, signIn, services] = within(report).getAllByRole('listitem');
    expect(signIn?.textContent).toContain('about 12 minutes off');
    expect(signIn?.textContent).toContain('set its time automatically');
    expect(signIn?.textContent).toContain('invalid_client');
    expect(services?.textContent).toContain('not asked');
    expect(screen.getByRole('button', { name: /1\. Apple.*look at this/ })).toBeTruthy();
  });

  it('keeps what was typed when keeping it fails, and while other steps are looked at', async () => {
    const { engine } = keepingEngine(aView());
    engine.answer('connections.keepOrganization', () =>
      failure({ code: 'settingsNotKept', detail: 'EROFS' }),
    );
    await openStep('Apple', { engine });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    await userEvent.click(screen.getByRole('button', { name: 'Keep and test' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /^The connections could not be written .*try again\.$/,
    );
    await userEvent.click(screen.getByRole('button', { name: /2\. Microsoft/ }));
    await userEvent.click(screen.getByRole('button', { name: /1\. Apple/ }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe(
      'Contoso Business',
    );
    expect(screen.getByText('Chosen: chosen.pem')).toBeTruthy();
  });

  it('tells when the client id is of the other kind of account', async () => {
    await openStep('Apple', { engine: keepingEngine(aView()).engine });
    await userEvent.click(screen.getByRole('button', { name: 'Add an organization' }));
    const field = screen.getByRole('textbox', { name: 'Client ID' });
    await userEvent.type(field, 'SCHOOLAPI.1');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(
      screen.getByText('This begins with SCHOOLAPI: choose Apple School Manager above.'),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Apple School' }));
    expect(field.getAttribute('aria-invalid')).toBeNull();
  });

  it('warns of a client id that looks like neither, from the first letter that is odd', async () => {
    await openStep('Apple', { engine: keepingEngine(aView()).engine });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    const field = screen.getByRole('textbox', { name: 'Client ID' });
    await userEvent.clear(field);
    await userEvent.type(field, 'SCHOOL');
    expect(field.getAttribute('aria-invalid')).toBeNull();
    await userEvent.type(field, '7');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Keep and test' }).disabled).toBe(
      false,
    );
  });

  it('takes other addresses under Advanced, but none that would send the key in clear', async () => {
    const { engine } = keepingEngine(aView());
    await openStep('Apple', { engine });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    const field = screen.getByLabelText('Address of the API');
    const keep = screen.getByRole<HTMLButtonElement>('button', { name: 'Keep and test' });
    await userEvent.type(field, 'http://proxy.example');
    expect(keep.disabled).toBe(true);
    await userEvent.clear(field);
    await userEvent.type(field, 'https://proxy.example');
    await userEvent.click(keep);
    expect(inputsOf(engine, 'connections.keepOrganization')).toMatchObject([
      { apiBaseUrl: 'https://proxy.example' },
    ]);
  });

  it('ends no sentence about a test with two full stops', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    const report = aReport('appleKey');
    engine.answer('connections.testOrganization', () =>
      success({ ...report, testedAt: report.testedAt - 9 * HOUR }),
    );
    const shell = createFakeShell({ language: 'de' });
    await openStep('Apple', { engine, shell });
    await userEvent.click(screen.getByRole('button', { name: 'Testen' }));
    const summary = (await screen.findByText(/^Nichts scheitert/)).textContent;
    expect(summary).toBe('Nichts scheitert. Getestet vor 9 Std.');
  });

  it('says in place that a file is no key', async () => {
    const shell = shellWith('shell.chooseSecretFile', { code: 'fileUnreadable' });
    await openStep('Apple', { engine: keepingEngine(aView()).engine, shell });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    expect((await screen.findByRole('alert')).textContent).toContain('not what is needed');
    expect(screen.getByText('No file chosen yet.')).toBeTruthy();
  });

  it('removes an organization only when asked once more', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    engine.answer('connections.removeOrganization', () => success(aView()));
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(inputsOf(engine, 'connections.removeOrganization')).toEqual([]);
    expect(document.activeElement?.textContent).toBe('No, keep it');
    await userEvent.click(screen.getByRole('button', { name: 'Yes, remove' }));
    expect(await screen.findByText('No organization yet')).toBeTruthy();
  });

  it('says that the key of a removed one could not be deleted, where the card is gone', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    engine.answer('connections.removeOrganization', () => {
      engine.tell('connections.changed', aView());
      return failure({ code: 'secretNotRemoved' });
    });
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await userEvent.click(screen.getByRole('button', { name: 'Yes, remove' }));
    expect(await screen.findByText('No organization yet')).toBeTruthy();
    expect(await screen.findByText(/could not delete its key/)).toBeTruthy();
  });

  it('leaves no key behind of an organization that was given up', async () => {
    const { engine } = keepingEngine(aView());
    await openStep('Apple', { engine });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: 'Choose the .pem file' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(inputsOf(engine, 'connections.discardKey')).toHaveLength(1);
    expect(inputsOf(engine, 'connections.removeOrganization')).toEqual([]);
  });

  it('gives up another key that was chosen for an organization that is kept, and nothing else of it', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    const before = inputsOf(engine, 'connections.discardKey').length;
    await userEvent.click(screen.getByRole('button', { name: 'Choose another .pem file' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    const discarded = inputsOf(engine, 'connections.discardKey').slice(before);
    expect(discarded).toEqual([{ organizationId: CONTOSO.id }]);
    expect(inputsOf(engine, 'connections.removeOrganization')).toEqual([]);
  });

  it('does not keep a key that was chosen before the window was loaded anew', async () => {
    const { engine } = keepingEngine(aView({ organizations: [CONTOSO] }));
    await openStep('Apple', { engine });
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(inputsOf(engine, 'connections.discardKey')).toEqual([{ organizationId: CONTOSO.id }]);
  });

  it('opens the portal in the person’s browser', async () => {
    const shell = createFakeShell();
    await openStep('Apple', { engine: keepingEngine(aView()).engine, shell });
    await userEvent.click(screen.getByRole('button', { name: 'Add an organization' }));
    await userEvent.click(screen.getByRole('button', { name: 'Open Apple Business' }));
    expect(shell.inputs).toContainEqual({ url: 'https://business.apple.com/' });
  });

  it('gives the address to copy where no page can be opened', async () => {
    const shell = shellWith('shell.openExternal', { code: 'notAllowed' });
    await openStep('Apple', { engine: keepingEngine(aView()).engine, shell });
    await userEvent.click(screen.getByRole('button', { name: 'Add an organization' }));
    await userEvent.click(screen.getByRole('button', { name: 'Open Apple Business' }));
    const line = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Address' });
    expect(line.value).toBe('https://business.apple.com/');
  });
});
