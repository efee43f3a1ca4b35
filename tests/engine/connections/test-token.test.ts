import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { testToken } from '../../../src/engine/connections/test-token.ts';
import { TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { openCloudBench, runThrough } from '../clouds/cloud-bench.ts';

function openBench() {
  const bench = openCloudBench();
  const { microsoft: cloud, mirror, clock, sandbox } = bench;
  async function report(tokenId: string = TOKEN.offices) {
    const { checks } = await runThrough(clock, testToken({ cloud, mirror, tokenId, clock }));
    return checks.map(({ code, outcome, causes }) => [
      code,
      outcome,
      causes.map((each) => each.code),
    ]);
  }
  const [token] = sandbox.world.state.tokens;
  if (!token) throw new Error('The sandbox has tokens.');
  return { ...bench, token, report };
}

const HOLDS = [
  ['token', 'holds', []],
  ['tokenSync', 'holds', []],
];

describe('the test of an enrollment token', () => {
  it('holds for a good one, and takes over what was read', async () => {
    const { report, mirror } = openBench();
    expect(await report()).toEqual(HOLDS);
    expect(mirror.tenant().tokens?.value).toHaveLength(2);
  });

  it('warns of one that ends within a month', async () => {
    const { report } = openBench();
    expect((await report(TOKEN.stores))[0]).toEqual(['token', 'warns', ['tokenExpiresSoon']]);
  });

  it('fails for one that is over, and for one that is gone', async () => {
    const { report, token, clock } = openBench();
    token.expiresAt = clock.now() - DAY;
    expect((await report())[0]).toEqual(['token', 'fails', ['tokenExpired']]);
    expect(await report('gone')).toEqual([
      ['token', 'fails', ['noToken']],
      ['tokenSync', 'skipped', []],
    ]);
  });

  it('fails while its syncs fail, and warns when there was none for two days', async () => {
    const { report, token, clock } = openBench();
    token.lastSyncAt = clock.now() - 3 * DAY;
    expect((await report())[1]).toEqual(['tokenSync', 'warns', ['tokenNotSyncedLately']]);
    token.syncErrorCode = 7;
    expect((await report())[1]).toEqual(['tokenSync', 'fails', ['tokenSyncFailing']]);
  });

  it('notices that another Apple Account has made it than before, but not another spelling', async () => {
    const { report, token } = openBench();
    await report();
    token.appleIdentifier = 'ADE-Offices@aldermoor.example';
    expect(await report()).toEqual(HOLDS);
    token.appleIdentifier = 'somebody.else@aldermoor.example';
    expect((await report())[0]).toEqual(['token', 'warns', ['tokenOtherAppleAccount']]);
  });

  it('says why the question itself was not answered', async () => {
    const { report, sandbox } = openBench();
    sandbox.controls.setOnline(false);
    expect(await report()).toEqual([
      ['token', 'fails', ['unreachable']],
      ['tokenSync', 'skipped', []],
    ]);
  });
});
