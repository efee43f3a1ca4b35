import { readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { engineCalls, type EngineCallName, type InputOf } from '../../src/contract/calls.ts';
import { SECRET } from '../../src/core/connections.ts';
import type { HttpRequest, HttpResponse } from '../../src/core/ports.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import { nodeFetch } from '../../src/engine/live-world.ts';
import { createMemorySecrets } from '../../src/engine/memory-secrets.ts';
import { serve } from '../../src/engine/serve.ts';
import { serveClouds } from '../sandbox/clouds-on-loopback.ts';
import { secretsIn } from '../sandbox/secrets-in.ts';
import { browse } from './clouds/microsoft/entra-bench.ts';
import { aHome } from './desk/an-engine.ts';

const CLIPBOARD_SECRET = 'canary-Qm7~client-secret-value';
const TOKEN_FILE = Buffer.from('canary p7m '.repeat(20)).toString('base64');

it('no key, token, assertion, code or file leaves the secret store but on its way to its own cloud', async () => {
  const stand = await aStand();
  const { ask, seen } = stand;
  await ask('desk.signIn', { operator: 'Ada' });
  await ask('connections.keepOrganization', stand.organization);
  await ask('connections.testOrganization', { organizationId: 'aldermoor' });
  await ask('connections.signIn', { flow: 'browser', tasks: ['watch', 'move'] });
  await stand.until(
    async () => (await stand.value('connections.read', {})).signIn.kind === 'signedIn',
  );
  await ask('connections.testTenant', {});
  await ask('connections.refreshChoices', {});
  await stand.until(async () => (await stand.value('campaign.listing', {})).done > 100);
  await ask('desk.scan', { text: stand.serial });
  await ask('campaign.runway', {});
  await ask('campaign.quota', {});
  seen.echo = true;
  await ask('connections.testOrganization', { organizationId: 'aldermoor' });
  await ask('connections.testTenant', {});
  await ask('connections.tokenKey', { tokenId: stand.tokenId });
  await ask('connections.uploadToken', {
    tokenId: stand.tokenId,
    appleId: 'a@b.example',
    isRenewal: true,
  });
  await ask('connections.setDefaultProfile', { tokenId: stand.tokenId, profileId: 'x' });
  await ask('desk.fix', { serial: stand.serial, fix: 'reassign' });
  await ask('connections.signOut', {});
  await stand.close();

  const canaries = [...seen.secrets, CLIPBOARD_SECRET, TOKEN_FILE, ...stand.keyLines];
  expect(canaries.length, 'secrets that were seen on the wire').toBeGreaterThan(6);
  expect(found(canaries, seen.urls), 'in an address').toEqual([]);
  expect(found(canaries, stand.toWindow), 'sent to the window').toEqual([]);
  expect(found(canaries, stand.logged), 'in a log line').toEqual([]);
  expect(found(canaries, filesBelow(stand.home)), 'in a file').toEqual([]);
}, 60_000);

it('would find a secret in a database, and one that is only a part of a line', () => {
  const home = aHome();
  mkdirSync(path.join(home, 'live'));
  writeFileSync(
    path.join(home, 'live', 'x.sqlite'),
    Buffer.from([0, 1, ...Buffer.from('canary-1'), 2]),
  );
  expect(found(['canary-1'], filesBelow(home))).toEqual(['x.sqlite']);
  expect(found(['canary-1'], ['so canary-1.'])).toEqual(['so canary-1.']);
});

/** A live bench between both clouds on sockets and a window that listens to everything. */
async function aStand() {
  const clouds = await serveClouds();
  const home = aHome();
  const { connections, sandbox } = clouds;
  const [organization] = connections.organizations;
  if (!organization) throw new Error('the practice connections have an organization');
  mkdirSync(path.join(home, 'live'));
  writeFileSync(path.join(home, 'live', 'connections.json'), JSON.stringify(connections));
  const key = sandbox.practiceKeys.apple['aldermoor'] ?? '';
  const secrets = createMemorySecrets({
    [SECRET.appleKeyDraft('aldermoor')]: key,
    [SECRET.microsoftCredential]: CLIPBOARD_SECRET,
    [SECRET.tokenFile]: TOKEN_FILE,
  });
  const logged: string[] = [];
  const toWindow: string[] = [];
  const seen = watchedNetwork();
  const log = (line: string) => void logged.push(line);
  const options = { mode: 'live', home, secrets, openBrowser: browse, role: 'bench', log } as const;
  const composed = await composeEngine({ ...options, fetch: seen.fetch });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  const port = { postMessage: (message: unknown) => void toWindow.push(JSON.stringify(message)) };
  const window = serve(port, engine, log);
  let id = 0;
  async function ask<Name extends EngineCallName>(call: Name, input: InputOf<Name>): Promise<void> {
    id += 1;
    await window.receive({ id, call, input });
  }
  async function value<Name extends EngineCallName>(call: Name, input: InputOf<Name>) {
    await ask(call, input);
    const reply = JSON.parse(toWindow.at(-1) ?? '{}') as { value?: unknown };
    return engineCalls[call].output.parse(reply.value) as ReturnType<
      (typeof engineCalls)[Name]['output']['parse']
    >;
  }
  const close = async () => {
    window.stop();
    await engine.close();
  };
  onTestFinished(clouds.close);
  return {
    ask,
    value,
    until,
    close,
    seen,
    home,
    logged,
    toWindow,
    organization,
    serial: sandbox.stories.formerService,
    tokenId: connections.policy.targets[0]?.tokenId ?? '',
    keyLines: key.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----')),
  };
}

/** The network with everything secret that passes it; told to, clouds echo what they are sent in an error. */
function watchedNetwork() {
  const secrets = new Set<string>();
  const urls: string[] = [];
  const watch = {
    secrets,
    urls,
    echo: false,
    fetch: async (url: string, request: HttpRequest): Promise<HttpResponse> => {
      urls.push(url);
      const bearer = request.headers['Authorization']?.replace('Bearer ', '');
      if (bearer) secrets.add(bearer);
      for (const secret of secretsIn(request.body)) secrets.add(secret);
      const response = await nodeFetch(url, request);
      const text = await response.text();
      for (const secret of secretsIn(text)) secrets.add(secret);
      if (watch.echo) return echoOf(request);
      return {
        status: response.status,
        headers: response.headers,
        text: () => Promise.resolve(text),
      };
    },
  };
  return watch;
}

function echoOf({ headers, body }: HttpRequest): HttpResponse {
  const words = `refused: ${headers['Authorization'] ?? ''} ${body ?? ''}`;
  const error = { code: 'BadRequest', message: words, title: words, detail: words, status: '400' };
  const answer = JSON.stringify({ error, errors: [error], error_description: words });
  return {
    status: 400,
    headers: { get: (name) => (name === 'content-type' ? 'application/json' : null) },
    text: () => Promise.resolve(answer),
  };
}

interface NamedText {
  readonly name: string;
  readonly content: Buffer;
}

function filesBelow(folder: string): NamedText[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory()
      ? filesBelow(file)
      : [{ name, content: readFileSync(file) }];
  });
}

/** Where one of these stands: the names of the files, or the lines themselves. */
function found(canaries: readonly string[], places: readonly (string | NamedText)[]): string[] {
  return places.flatMap((place) => {
    const isText = typeof place === 'string';
    const holds = (canary: string) => (isText ? place : place.content).includes(canary);
    return canaries.some(holds) ? [isText ? place : place.name] : [];
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
