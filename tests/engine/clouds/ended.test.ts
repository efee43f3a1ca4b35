import { describe, expect, it } from 'vitest';
import { NO_CONNECTIONS } from '../../../src/core/connections.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { Fetch } from '../../../src/core/ports.ts';
import { HOUR } from '../../../src/core/time.ts';
import type { Accounts } from '../../../src/engine/clouds/accounts.ts';
import { connectClouds } from '../../../src/engine/clouds/connect.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { temporaryMirror } from '../mirror/temporary-mirror.ts';
import { anOrganization, START } from './cloud-bench.ts';

const SERIAL = 'C02XG2JHJG5J' as SerialNumber;

/** Two connections to one account, one after the other; `sent` are the requests that left. */
function aChange() {
  const clock = createManualClock(START);
  const sent: string[] = [];
  const fetch: Fetch = (url, { method }) => {
    sent.push(`${method} ${new URL(url).pathname}`);
    const body = JSON.stringify({ data: { id: 'activity', attributes: {} } });
    const headers = { get: () => null };
    return Promise.resolve({ status: 201, headers, text: () => Promise.resolve(body) });
  };
  const limiter = createLimiter({ clock, rules: appleLimits('org') });
  const signIn = { bearer: () => Promise.resolve('bearer') };
  // Nobody signs in here.
  const accounts = { apple: () => ({ limiter, signIn }) } as unknown as Accounts;
  const connections = { ...NO_CONNECTIONS, organizations: [anOrganization()] };
  const connect = () => {
    const { mirror } = temporaryMirror();
    return connectClouds({ connections, clock, fetch, accounts, mirror });
  };
  return { clock, sent, limiter, connect };
}

describe('connections that have ended', () => {
  it('do not send a POST that still waited for its turn, and say that it never left', async () => {
    const { clock, sent, connect } = aChange();
    const clouds = connect();
    const post = () => clouds.apple[0]?.assign('service', [SERIAL]);
    for (let number = 0; number < 10; number += 1) await post();
    const waiting = post();
    await clock.advance(1);
    clouds.end();
    expect(await waiting).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    await clock.advance(2 * HOUR);
    expect(sent).toHaveLength(10);
  });

  it('leave their places in the quota to those that follow', async () => {
    const { clock, sent, limiter, connect } = aChange();
    const old = connect();
    const next = connect();
    const asked = Array.from({ length: 200 }, async () => old.apple[0]?.readAssignment(SERIAL));
    await clock.advance(1);
    old.end();
    await Promise.all(asked);
    const before = sent.length;
    const reading = next.apple[0]?.readDevice(SERIAL);
    await clock.advance(3_001);
    await reading;
    expect(sent.slice(before)).toEqual([`GET /v1/orgDevices/${SERIAL}`]);
    expect(limiter.budgets().find(({ kind }) => kind === 'read')?.waiting).toBe(0);
  });

  it('send nothing that is asked of them afterwards', async () => {
    const { sent, connect } = aChange();
    const clouds = connect();
    clouds.end();
    await clouds.apple[0]?.listServices();
    expect(sent).toEqual([]);
  });
});
