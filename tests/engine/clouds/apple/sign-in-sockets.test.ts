import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppleCloud } from '../../../../src/engine/clouds/apple/apple-cloud.ts';
import { createAppleSignIn } from '../../../../src/engine/clouds/apple/sign-in.ts';
import { createLimiter } from '../../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits } from '../../../../src/engine/clouds/quota/limits.ts';
import { nodeFetch } from '../../../../src/engine/live-world.ts';
import { serveOnLoopback } from '../../../sandbox/serve-on-loopback.ts';
import { valueOf } from '../cloud-bench.ts';
import { asSec1, errorOf, openSignInBench } from './sign-in-bench.ts';

const TOKEN_PATH = '/auth/oauth2/v2/token';

/** The sandbox's sign-in and API on real sockets, signed in with a key in the older form. */
async function overSockets() {
  const { clock, sandbox, organization: simulated } = openSignInBench();
  const tokens = await serveOnLoopback(sandbox.fetch, 'https://account.apple.com');
  const api = await serveOnLoopback(sandbox.fetch, 'https://api-business.apple.com');
  onTestFinished(() => Promise.all([tokens.close(), api.close()]).then(() => undefined));
  const organization = {
    ...simulated,
    tokenUrl: `${tokens.baseUrl}${TOKEN_PATH}`,
    apiBaseUrl: api.baseUrl,
  };
  const pem = asSec1(sandbox.practiceKeys.apple[organization.id] ?? '');
  const shared = { organization, fetch: nodeFetch, clock };
  const signIn = createAppleSignIn({ ...shared, readKey: () => Promise.resolve(pem) });
  const limiter = createLimiter({ clock, rules: appleLimits(organization.id) });
  const cloud = createAppleCloud({ ...shared, limiter, bearer: signIn.bearer });
  return { ...shared, sandbox, signIn, cloud, pem };
}

/** A server that answers everything with this. */
async function serving(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(answer ?? (() => undefined));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${TOKEN_PATH}`;
}

describe('over a real socket', () => {
  it('a bench signs in, reads, and signs in again when the bearer no longer counts', async () => {
    const { cloud, sandbox } = await overSockets();
    const first = valueOf(await cloud.listDevices());
    sandbox.world.state.appleBearers = [];
    const second = valueOf(await cloud.listDevices(first.next));
    expect(first.rows.length + second.rows.length).toBeGreaterThan(1_500);
  });

  it('a sign-in is never sent on to another address', async () => {
    const { organization, fetch, clock, pem } = await overSockets();
    let isFollowed = false;
    const elsewhere = await serving((_request, response) => {
      isFollowed = true;
      response.end('{}');
    });
    const tokenUrl = await serving((_request, response) => {
      response.writeHead(307, { Location: elsewhere }).end();
    });
    const readKey = () => Promise.resolve(pem);
    const moved = { ...organization, tokenUrl };
    const signIn = createAppleSignIn({ organization: moved, fetch, clock, readKey });
    expect(errorOf(await signIn.check()).cause.code).toBe('proxyInTheWay');
    expect(isFollowed).toBe(false);
  });

  it('a connection that breaks off is unreachable', async () => {
    const { organization, fetch, clock, pem } = await overSockets();
    const tokenUrl = await serving((request) => request.socket.destroy());
    const readKey = () => Promise.resolve(pem);
    const broken = { ...organization, tokenUrl };
    const signIn = createAppleSignIn({ organization: broken, fetch, clock, readKey });
    expect(errorOf(await signIn.check()).cause.code).toBe('unreachable');
  });
});
