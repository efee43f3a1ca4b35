import { generateKeyPairSync } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aHome, runCli, type RunOptions } from './run-cli.ts';

const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ format: 'pem', type: 'pkcs8' })
  .toString();
/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:9';
const organization = {
  id: 'hq',
  kind: 'business',
  apiBaseUrl: nowhere,
  tokenUrl: `${nowhere}/token`,
  clientId: 'BUSINESSAPI.0c5a7be2-6f1d-4a8e-9b53-d27e41f0a6c8',
  keyId: 'key',
  privateKeyFile: 'apple.pem',
};
const tenant = { tenantId: 't', clientId: 'c', graphBaseUrl: nowhere, authority: `${nowhere}/t` };

/** A folder with this settings file and the key that it names; runs `check` with it. */
function check(settings: unknown, options: RunOptions & { keyMode?: number; key?: string } = {}) {
  const folder = aHome();
  const { key = pem, keyMode = 0o600 } = options;
  writeFileSync(path.join(folder, 'apple.pem'), key, { mode: keyMode });
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, typeof settings === 'string' ? settings : JSON.stringify(settings));
  return runCli(['check', '--cached', '--settings', file, 'C39XK2PQJG5H'], options);
}

describe('a settings file that cannot be used', () => {
  it('is refused with every problem on a line of its own, and nothing is asked', async () => {
    const settings = { organizations: [{ ...organization, kind: 'home', secret: 'canary' }] };
    const { code, stdout, stderr } = await check(settings);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/settings\.json: organizations\[0\]\.kind: this must be one of: bus/);
    expect(stderr).toMatch(/settings\.json: organizations\[0\]\.secret: there is no such key/);
    expect(stderr).not.toMatch(/canary| {4}at /);
  });

  it.each([
    ['that is not there', 'none.json', 'there is no such file'],
    ['that is a folder', 'folder', 'it is a folder'],
  ])('is named: one %s', async (_what, name, reason) => {
    const folder = aHome();
    mkdirSync(path.join(folder, 'folder'));
    const file = path.join(folder, name);
    const { code, stderr } = await runCli(['quota', '--settings', file]);
    expect(code).toBe(1);
    expect(stderr).toBe(`${file} cannot be read: ${reason}\n`);
  });

  it('is one that is no JSON', async () => {
    const { code, stderr } = await check('{ "organizations": [], }');
    expect(code).toBe(1);
    expect(stderr).toContain('this is not JSON');
  });

  it('is one whose key file is missing or empty, named by its place', async () => {
    const missing = { ...organization, privateKeyFile: 'none.pem' };
    const first = await check({ organizations: [missing] });
    const second = await check({ organizations: [organization] }, { key: '\n' });
    expect(first.stderr).toMatch(/organizations\[0\]\.privateKeyFile cannot be read: there is no/);
    expect(second.stderr).toMatch(/organizations\[0\]\.privateKeyFile is empty/);
    expect([first.code, second.code]).toEqual([1, 1]);
  });
});

describe('what is wrong in it and in its files', () => {
  it('is told at once: keys, ids that nothing has, and a key file that is not there', async () => {
    const { code, stderr } = await check({
      organizations: [{ ...organization, privateKeyFile: 'none.pem', more: 1 }],
      targets: [
        { organizationId: 'nobody', serviceId: 's', tokenId: 't', allowedProfileIds: ['Kiosk'] },
      ],
    });
    expect(code).toBe(1);
    expect(stderr.split('\n').map((line) => line.replace(/^.*?settings\.json: /, ''))).toEqual([
      expect.stringMatching(/^organizations\[0\]\.more: there is no such key/),
      expect.stringMatching(
        /^targets\[0\]\.allowedProfileIds\[0\]: this must be the id of a profile/,
      ),
      'targets[0].organizationId: nothing in this file has that id. Known: hq',
      'organizations[0].privateKeyFile cannot be read: there is no such file',
      '',
    ]);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString();

  it.each([
    ['of another kind', rsa, 'is no EC P-256 key.'],
    ['that cannot be read', 'canary', 'holds no private key that can be read.'],
  ])('is a private key %s, named by its place', async (_what, key, sentence) => {
    const { code, stdout, stderr } = await check({ organizations: [organization] }, { key });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`settings.json: organizations[0].privateKeyFile ${sentence}`);
    expect(stderr).not.toContain(key);
  });

  it('is a certificate without its key', async () => {
    const auth = { kind: 'application', certificateFile: 'apple.pem' };
    const { code, stderr } = await check({ organizations: [], tenant: { ...tenant, auth } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/tenant\.auth\.certificateFile must hold the certificate and its RSA/);
  });
});

describe('a key file', () => {
  const settings = { organizations: [organization] };

  it.skipIf(process.platform === 'win32')(
    'that others may read is used with a warning',
    async () => {
      const { code, stderr } = await check(settings, { keyMode: 0o644 });
      expect(code).toBe(3);
      expect(stderr).toMatch(/Other accounts of this machine may read .*apple\.pem/);
    },
  );

  it('is never shown, and never written', async () => {
    const home = aHome();
    const { stdout, stderr } = await check(settings, { home });
    const secret = pem.split('\n')[1] ?? '';
    expect(stdout + stderr).not.toContain(secret);
    const files = globSync('**/*', { cwd: home }).map((name) => path.join(home, name));
    const contents = files
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file));
    expect(contents.length).toBeGreaterThan(0);
    expect(contents.some((content) => content.includes(secret))).toBe(false);
  });
});

describe('a cloud that is not in the file', () => {
  it('is named, and where to connect it', async () => {
    const { stderr } = await check({ organizations: [organization] });
    expect(stderr).toBe(
      'No answer from Intune: no tenant is connected. Name it under “tenant” in the settings file, ' +
        'or connect it in the app under Clouds.\n',
    );
  });
});

describe('a sign-in at Microsoft', () => {
  it('that a person must make says how else it goes, where there is no terminal', async () => {
    const settings = { organizations: [], tenant: { ...tenant, auth: 'delegated' } };
    const { code, stderr } = await check(settings);
    expect(code).toBe(1);
    expect(stderr).toContain('RESETBENCH_GRAPH_TOKEN');
  });

  it('by a token says so when nobody gave one', async () => {
    const settings = { organizations: [], tenant: { ...tenant, auth: 'token' } };
    const { code, stderr } = await check(settings);
    expect(code).toBe(1);
    expect(stderr).toMatch(/says that a token is given, but there is none/);
  });
});
