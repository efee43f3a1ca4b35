import { describe, expect, it } from 'vitest';
import { SECRET, type Tenant } from '../../../../src/core/connections.ts';
import { readCredential } from '../../../../src/engine/clouds/microsoft/credential.ts';
import { PRACTICE_SECRET } from '../../../../src/sandbox/microsoft-cloud/client-proof.ts';
import { makeCertificate } from './certificate.ts';
import { openEntraBench } from './entra-bench.ts';

const as = (credential: 'certificate' | 'secret') => (tenant: Tenant) => ({
  ...tenant,
  auth: { kind: 'application' as const, credential },
});

describe('the application', () => {
  it('signs in with its secret, and shows its roles', async () => {
    const bench = await openEntraBench(as('secret'));
    await bench.secrets.write(SECRET.microsoftCredential, PRACTICE_SECRET);
    const signIn = bench.signInFor();
    await signIn.bearer();
    expect(signIn.state()).toEqual({
      kind: 'signedIn',
      account: 'Practice bench',
      scopes: bench.entra.roles,
    });
  });

  it('signs in with its certificate', async () => {
    const bench = await openEntraBench(as('certificate'));
    const { pem, certificate } = makeCertificate();
    bench.entra.certificate = certificate;
    await bench.secrets.write(SECRET.microsoftCredential, pem);
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    expect(signIn.state()).toMatchObject({ kind: 'signedIn' });
  });

  it('gets another bearer when the last one was refused, and one for all otherwise', async () => {
    const bench = await openEntraBench(as('secret'));
    await bench.secrets.write(SECRET.microsoftCredential, PRACTICE_SECRET);
    const signIn = bench.signInFor();
    const first = await signIn.bearer();
    expect(await signIn.bearer()).toBe(first);
    expect(await signIn.bearer(first)).not.toBe(first);
  });

  it.each([
    ['a certificate that Entra does not know', 'certificate', makeCertificate().pem],
    ['a wrong secret', 'secret', 'sandbox-wrong-secret'],
    ['nothing', 'secret', ''],
  ] as const)('with %s is told that its credential is wrong', async (_, kind, value) => {
    const bench = await openEntraBench(as(kind));
    await bench.secrets.write(SECRET.microsoftCredential, value);
    const signIn = bench.signInFor();
    await expect(signIn.bearer()).rejects.toMatchObject({ failure: { kind: 'unauthorized' } });
    expect(signIn.state()).toMatchObject({ kind: 'failed', cause: { code: 'credentialWrong' } });
    expect(JSON.stringify([signIn.state(), bench.lines])).not.toContain(value || 'undefined');
  });

  it('tries again with a credential that was chosen meanwhile', async () => {
    const bench = await openEntraBench(as('secret'));
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    await bench.secrets.write(SECRET.microsoftCredential, PRACTICE_SECRET);
    await expect(signIn.bearer()).resolves.toContain('.');
  });

  it('does nothing by itself after it was signed out', async () => {
    const bench = await openEntraBench(as('secret'));
    await bench.secrets.write(SECRET.microsoftCredential, PRACTICE_SECRET);
    const signIn = bench.signInFor();
    await signIn.signOut();
    await expect(signIn.bearer()).rejects.toThrow('signedOut');
    await signIn.begin('browser', ['watch']);
    expect(signIn.state().kind).toBe('signedIn');
  });
});

describe('a certificate file', () => {
  const { pem, key, certificate } = makeCertificate();

  it.each([
    ['a private key', key],
    ['a certificate with its key', `\n${pem}`],
  ])('is no secret: %s', (_, content) => {
    expect(readCredential('secret', content)).toMatchObject({ ok: false });
  });

  it.each([
    ['holds no key', certificate, /must hold/],
    ['holds no certificate', key, /must hold/],
    ['holds those of two different pairs', key + makeCertificate().certificate, /do not match/],
    ['holds an elliptic key', makeCertificate('ec').pem, /RSA/],
    ['is damaged', pem.replace('MII', 'XXX'), /cannot be read/],
  ])('that %s is refused in words', (_, content, words) => {
    const read = readCredential('certificate', content);
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? '' : read.error).toMatch(words);
  });
});

describe('a token that another tool has got', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (payload: object) => `${part({ alg: 'RS256' })}.${part(payload)}.x`;

  it('is used as it is, and tells whose it is', async () => {
    const bench = await openEntraBench();
    const token = jwt({ upn: 'a@b.example', scp: 'One.Read Two.Read', exp: 4_000_000_000 });
    const signIn = bench.signInFor(undefined, token);
    expect(await signIn.bearer()).toBe(token);
    const scopes = ['One.Read', 'Two.Read'];
    expect(signIn.state()).toEqual({ kind: 'signedIn', account: 'a@b.example', scopes });
    expect(bench.sent).toEqual([]);
  });

  it('of an application shows its roles', async () => {
    const bench = await openEntraBench();
    const token = jwt({ app_displayname: 'Tool', roles: ['Three.Read'] });
    const state = bench.signInFor(undefined, token).state();
    expect(state).toEqual({ kind: 'signedIn', account: 'Tool', scopes: ['Three.Read'] });
  });

  it('that is no JWT is used all the same', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor(undefined, 'opaque');
    expect(await signIn.bearer()).toBe('opaque');
    expect(signIn.state()).toMatchObject({ kind: 'signedIn', scopes: [] });
  });

  it('whose time is over is not sent', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor(undefined, jwt({ exp: 1_000_000 }));
    await expect(signIn.bearer()).rejects.toThrow('givenTokenExpired');
    expect(signIn.state()).toMatchObject({ kind: 'failed', cause: { code: 'givenTokenExpired' } });
  });

  it('that Graph refuses is over', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor(undefined, 'opaque');
    await expect(signIn.bearer('opaque')).rejects.toThrow('givenTokenExpired');
    expect(signIn.state()).toMatchObject({ cause: { code: 'givenTokenExpired' } });
  });
});
