import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../../../src/core/setup/checks.ts';
import { createAppleSignIn } from '../../../../src/engine/clouds/apple/sign-in.ts';
import type { ScriptedAnswer } from '../cloud-bench.ts';
import {
  aKey,
  errorOf,
  openSignInBench,
  scriptedSignIn,
  TOKEN,
  type SignInChanges,
} from './sign-in-bench.ts';

const UUID = '0c5a7be2-6f1d-4a8e-9b53-d27e41f0a6c8';

describe('against the sandbox', () => {
  it.each<[CauseCode, string, SignInChanges]>([
    ['keyMissing', 'no key', { pem: undefined }],
    ['keyMissing', 'an empty key', { pem: ' \n' }],
    ['keyUnreadable', 'a file that is no key', { pem: 'a letter' }],
    ['keyEncrypted', 'a key with a password', { pem: '-----BEGIN ENCRYPTED PRIVATE KEY-----' }],
    ['keyWrongCurve', 'a key for another curve', { pem: aKey('pkcs8', 'P-384') }],
    ['clientIdShape', 'no client id', { organization: { clientId: 'aldermoor' } }],
    ['clientIdShape', 'a blank too many', { organization: { clientId: `BUSINESSAPI.${UUID} ` } }],
    ['clientIdOtherKind', 'a school’s id', { organization: { clientId: `SCHOOLAPI.${UUID}` } }],
    ['clientIdOtherKind', 'a school in settings', { organization: { kind: 'school' } }],
    ['invalidClient', 'another key', { pem: aKey('pkcs8') }],
    ['invalidClient', 'another key id', { organization: { keyId: UUID } }],
    [
      'invalidClient',
      'another client',
      { organization: { clientId: `BUSINESSAPI.${UUID.replace('0', '1')}` } },
    ],
    ['unreachable', 'another host', { organization: { tokenUrl: 'https://apple.example/token' } }],
  ])('%s: %s', async (code, _what, changes) => {
    const { signIn } = openSignInBench(changes);
    expect(errorOf(await signIn.check()).cause).toEqual({ code, params: {} });
    await expect(signIn.bearer()).rejects.toThrow(`There is no sign-in at Apple: ${code}`);
  });

  it('tooManySignIns: asked over and over', async () => {
    const { signIn } = openSignInBench();
    for (let tries = 0; tries < 20; tries += 1) await signIn.check();
    expect(errorOf(await signIn.check()).cause.code).toBe('tooManySignIns');
  });

  it('nothing is sent to Apple with what cannot be right', async () => {
    const { signIn, sent } = openSignInBench({ organization: { clientId: 'aldermoor' } });
    await signIn.check();
    expect(sent).toEqual([]);
  });
});

const HTML = '<!DOCTYPE html><title>Sign in to the guest network</title>';

describe('answers that the sandbox does not give', () => {
  it.each<[CauseCode, ScriptedAnswer | Error]>([
    ['invalidClient', { status: 401, body: { error: 'invalid_client' } }],
    ['invalidClient', { status: 401, body: '' }],
    ['invalidClient', { status: 401, body: HTML }],
    ['clientIdOtherKind', { status: 400, body: { error: 'invalid_scope' } }],
    ['tooManySignIns', { status: 400, body: {} }],
    ['tooManySignIns', { status: 400, body: { error: 'slow_down' } }],
    ['termsUnsigned', { status: 403, body: { error: 'T_C_NOT_SIGNED' } }],
    ['throttled', { status: 429 }],
    ['cloudDown', { status: 503, body: HTML }],
    ['proxyInTheWay', { status: 407 }],
    ['proxyInTheWay', { status: 200, body: HTML }],
    ['proxyInTheWay', { status: 403, body: HTML }],
    ['proxyInTheWay', { status: 302, headers: { Location: 'https://hotel.example' } }],
    ['unexpectedAnswer', { status: 418, body: 'a teapot' }],
    ['unexpectedAnswer', { status: 200, body: 'no JSON' }],
    ['unexpectedAnswer', { status: 200, body: { access_token: 'a\nHeader: b' } }],
    ['unexpectedAnswer', { status: 200, body: { access_token: '' } }],
    ['unexpectedAnswer', { status: 400, body: { error: 'invalid_request' } }],
    ['unexpectedAnswer', { status: 200, body: ' '.repeat(70_000) }],
    [
      'unexpectedAnswer',
      { status: 200, headers: { 'Content-Length': '9000000' }, body: TOKEN.body },
    ],
    ['hostUnknown', fetchError('getaddrinfo ENOTFOUND account.apple.com', 'ENOTFOUND')],
    ['hostUnknown', new Error('net::ERR_NAME_NOT_RESOLVED')],
    ['tlsFailed', fetchError('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['tlsFailed', new Error('net::ERR_CERT_AUTHORITY_INVALID')],
    ['timedOut', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
    ['timedOut', new Error('net::ERR_TIMED_OUT')],
    ['unreachable', fetchError('connect ECONNREFUSED 127.0.0.1:443', 'ECONNREFUSED')],
    ['proxyInTheWay', new Error('net::ERR_PROXY_CONNECTION_FAILED')],
    ['proxyInTheWay', fetchError('unexpected redirect')],
  ])('%s: %j', async (code, answer) => {
    const { signIn } = scriptedSignIn(answer);
    expect(errorOf(await signIn.check()).cause.code).toBe(code);
  });

  it('a token without a word about its end is taken to be good for an hour', async () => {
    const { signIn, clock } = scriptedSignIn({ body: { access_token: 'x', expires_in: 'soon' } });
    expect(await signIn.check()).toMatchObject({ value: { expiresAt: clock.now() + 3_600_000 } });
  });

  it('an answer that breaks off is unreachable', async () => {
    const { organization, clock } = scriptedSignIn(TOKEN);
    const signIn = createAppleSignIn({
      organization,
      clock,
      readKey: () => Promise.resolve(aKey('sec1')),
      fetch: () =>
        Promise.resolve({
          status: 200,
          headers: { get: () => null },
          text: () => Promise.reject(new TypeError('terminated')),
        }),
    });
    expect(errorOf(await signIn.check()).cause.code).toBe('unreachable');
  });

  it('a key store that fails has no key', async () => {
    const { organization, clock } = scriptedSignIn(TOKEN);
    const signIn = createAppleSignIn({
      organization,
      clock,
      readKey: () => Promise.reject(new Error('keychain locked')),
      fetch: () => Promise.reject(new Error('never asked')),
    });
    expect(errorOf(await signIn.check()).cause.code).toBe('keyMissing');
  });
});

describe('a secret', () => {
  it('is in no error, however it went wrong', async () => {
    const pem = aKey('pkcs8');
    const [, canary = ''] = pem.split('\n');
    const broken = pem.replace(canary, `${canary}CANARY`);
    const told: string[] = [];
    for (const changes of [{ pem }, { pem: broken }, { pem: `Encrypted ${canary}` }]) {
      const { signIn } = openSignInBench(changes);
      told.push(JSON.stringify(await signIn.check()), String(await rejection(signIn.bearer())));
    }
    expect(told.join()).toContain('invalidClient');
    expect(told.join()).toContain('keyUnreadable');
    expect(told.join()).not.toContain(canary);
    expect(told.join()).not.toContain('CANARY');
  });

  it('that Apple or the network repeats is not passed on', async () => {
    const { organization, clock } = scriptedSignIn(TOKEN);
    const assertions: string[] = [];
    for (const isThrown of [true, false]) {
      const signIn = createAppleSignIn({
        organization,
        clock,
        readKey: () => Promise.resolve(aKey('pkcs8')),
        fetch: (_url, { body = '' }) => {
          assertions.push(new URLSearchParams(body).get('client_assertion') ?? '');
          if (isThrown) throw new Error(`cannot send ${body}`);
          const text = JSON.stringify({ error: 'invalid_client', error_description: body });
          const headers = { get: () => null };
          return Promise.resolve({ status: 400, headers, text: () => Promise.resolve(text) });
        },
      });
      const answer = JSON.stringify(await signIn.check());
      const thrown = String(await rejection(signIn.bearer()));
      const [, claims = '', signature = ''] = assertions.at(-1)?.split('.') ?? [];
      expect(signature).not.toBe('');
      for (const part of [claims, signature]) expect(`${answer} ${thrown}`).not.toContain(part);
    }
  });
});

function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? `${error.stack} ${String(error.cause)}` : error),
  );
}

function fetchError(message: string, code?: string): TypeError {
  const cause = Object.assign(new Error(message), code === undefined ? {} : { code });
  return new TypeError('fetch failed', { cause });
}
