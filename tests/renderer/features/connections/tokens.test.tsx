// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { cause, fails, holds } from '../../../../src/core/setup/checks.ts';
import { DAY } from '../../../../src/core/time.ts';
import { aStatus, NOW } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import {
  aReport,
  connected,
  inputsOf,
  keepingEngine,
  NO_CHOICES,
  openStep,
  someChoices,
} from './support.ts';

const token = () => screen.getByRole('region', { name: 'Contoso token' });
const pem = '-----BEGIN CERTIFICATE-----';

function renewing() {
  const { engine } = keepingEngine(connected());
  engine.answer('connections.tokenKey', () => success({ pem, tokenId: 'k1' }));
  return engine;
}

async function openRenewal() {
  await userEvent.click(within(token()).getByRole('button', { name: 'Renew' }));
  return within(screen.getByRole('group', { name: 'Renew this token' }));
}

describe('the step for the token', () => {
  it('lists tokens with their end, last sync and Apple Account', async () => {
    const { engine } = keepingEngine(connected());
    engine.answer('status.read', () => success(aStatus({ mode: 'live', now: NOW })));
    await openStep('Token', { engine });
    expect(token().textContent).toContain('June 11, 2027');
    expect(token().textContent).toContain('1 hr. ago');
    expect(token().textContent).toContain('ade@contoso.example');
    expect(token().textContent).toContain('1,284');
  });

  it('renews: the key to a file, Apple’s answer from a file, and both to Intune', async () => {
    const engine = renewing();
    const shell = createFakeShell();
    engine.answer('connections.uploadToken', () => success(aReport('token', 'tokenSync')));
    await openStep('Token', { engine, shell });
    const renewal = await openRenewal();
    await userEvent.click(renewal.getByRole('button', { name: 'Save the key' }));
    expect(shell.inputs).toContainEqual({ name: 'Intune-public-key.pem', text: pem });
    await userEvent.click(renewal.getByRole('button', { name: 'Choose the file' }));
    await userEvent.type(renewal.getByRole('textbox'), 'ADE@contoso.example');
    await userEvent.click(renewal.getByRole('button', { name: 'Hand it to Intune and check' }));
    expect(inputsOf(engine, 'connections.uploadToken')).toEqual([
      { tokenId: 'k1', appleId: 'ADE@contoso.example', isRenewal: true },
    ]);
    const report = await screen.findByRole('list', { name: 'What the test found' });
    expect(within(report).getAllByText('holds')).toHaveLength(2);
    expect(screen.queryByRole('group', { name: 'Renew this token' })).toBeNull();
  });

  it('hands nothing to Intune that was made with another Apple Account', async () => {
    await openStep('Token', { engine: renewing() });
    const renewal = await openRenewal();
    await userEvent.click(renewal.getByRole('button', { name: 'Choose the file' }));
    await userEvent.type(renewal.getByRole('textbox'), 'somebody@contoso.example');
    expect(renewal.getByText(/was made with ade@contoso\.example/)).toBeTruthy();
    const hand = renewal.getByRole<HTMLButtonElement>('button', { name: /^Hand it/ });
    expect(hand.disabled).toBe(true);
  });

  it('wants the file chosen again after Intune has refused it, and keeps the rest', async () => {
    const engine = renewing();
    engine.answer('connections.uploadToken', () =>
      failure({ code: 'cloudRefused', detail: 'Token is not valid' }),
    );
    await openStep('Token', { engine });
    const renewal = await openRenewal();
    await userEvent.click(renewal.getByRole('button', { name: 'Choose the file' }));
    await userEvent.type(renewal.getByRole('textbox'), 'ade@contoso.example');
    await userEvent.click(renewal.getByRole('button', { name: /^Hand it/ }));
    expect(await screen.findByText('Token is not valid')).toBeTruthy();
    expect(renewal.queryByText('Done: chosen.pem')).toBeNull();
    expect(renewal.getByRole<HTMLInputElement>('textbox').value).toBe('ade@contoso.example');
  });

  it('tells why a token does not hold', async () => {
    const { engine } = keepingEngine(connected());
    engine.answer('connections.testToken', () =>
      success(aReport(holds('token'), fails('tokenSync', cause('tokenSyncFailing', { error: 3 })))),
    );
    await openStep('Token', { engine });
    await userEvent.click(within(token()).getByRole('button', { name: 'Test' }));
    expect(await screen.findByText('fails')).toBeTruthy();
    expect(screen.getByRole('button', { name: /3\. Token.*look at this/ })).toBeTruthy();
  });

  it('says that a token has ended', async () => {
    const ended = { ...someChoices().tokens[0], expiresAt: NOW - DAY };
    const { engine } = keepingEngine(connected(), someChoices({ tokens: [ended as never] })); // a token with one date changed
    engine.answer('status.read', () => success(aStatus({ mode: 'live', now: NOW })));
    await openStep('Token', { engine });
    expect(token().textContent).toContain('ended November 22, 2026');
    expect(within(token()).getByRole('button', { name: 'Renew now' })).toBeTruthy();
  });

  it('reads the tokens by itself when nobody has read them yet', async () => {
    const { engine } = keepingEngine(connected(), NO_CHOICES);
    engine.answer('connections.refreshChoices', () => success(someChoices()));
    await openStep('Token', { engine });
    expect(token()).toBeTruthy();
    expect(screen.queryByText('No token in this tenant')).toBeNull();
  });

  it('guides through the portal to the first token and finds it when the list is read again', async () => {
    const { engine } = keepingEngine(connected(), NO_CHOICES);
    await openStep('Token', { engine });
    expect(screen.getByText('No token in this tenant')).toBeTruthy();
    engine.answer('connections.refreshChoices', () => success(someChoices()));
    const guide = screen.getByRole('list', { name: 'Make a new token' });
    expect(guide.textContent).toContain('“Enrollment program tokens”');
    await userEvent.click(screen.getByRole('button', { name: 'Read both clouds again' }));
    expect(token()).toBeTruthy();
  });

  it('checks the push certificate live and says to renew, never replace it', async () => {
    const { engine } = keepingEngine(connected());
    engine.answer('connections.testTenant', () =>
      success(
        aReport(
          'microsoftSignIn',
          fails('pushCertificate', cause('pushCertificateExpired', { endedOn: NOW })),
        ),
      ),
    );
    await openStep('Token', { engine });
    expect(screen.getByText('Renew it, never replace it')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Check the certificate now' }));
    const report = await screen.findByRole('list', { name: 'What the test found' });
    expect(within(report).getAllByRole('listitem')).toHaveLength(1);
    expect(report.textContent).toContain('Apple push certificate');
  });
});
