import { describe, expect, it } from 'vitest';
import type { Played, Plays } from './plays.ts';
import { openStage, type Stage } from './stage.ts';
import { until } from './until.ts';

/*
 * Each conversation that the bench has with a device is held once to learn its instants: every request as it arrives,
 * before its reply, in the middle of it and after it. Then it is held again for each, and there the device is unplugged.
 */

/** Each with the request that it comes to in the end. */
const CONVERSATIONS: Readonly<Record<string, readonly [play: keyof Plays, last: string]>> = {
  'who are you': ['plug', 'mux ReadPairRecord'],
  'what do you tell a computer that you trust': ['plugTrusted', 'lockdown GetValue'],
  'you have forgotten this computer': ['plugStale', 'lockdown StartSession'],
  'are you being restored': ['plugRestoring', 'lockdown QueryType'],
  'were you only restarted': ['restart', 'service GetCloudConfiguration'],
  'do you trust this computer': ['askTrust', 'lockdown Pair'],
  'do you trust this computer, which you have forgotten': ['askTrustAnew', 'lockdown Pair'],
  'were you erased': ['erase', 'mux DeletePairRecord'],
  'were you erased, and did you trust this computer': ['eraseTrusted', 'mux DeletePairRecord'],
};
/** Every request has four of them, and it takes two to learn anything: to connect and to ask. */
const FEWEST_INSTANTS = 8;

for (const [name, [play, last]] of Object.entries(CONVERSATIONS)) {
  const instants = await instantsOf(play);
  it(`"${name}" is a whole conversation`, () => {
    expect(instants.length).toBeGreaterThanOrEqual(FEWEST_INSTANTS);
    expect(instants.at(-1)).toContain(`${last} afterReply`);
  });
  describe.concurrent(`unplugged during "${name}"`, () => {
    it.each(instants)(
      'at %s: no hung tile, no leaked socket, no wrong record',
      { timeout: 60_000 },
      async (instant) => {
        const stage = await openStage(instant);
        try {
          const played = await stage[play]();
          await until(() => stage.hasUnplugged());
          await leavesNothing(stage, played);
          await comesBackWhole(stage, played);
          stage.wereTrue(played);
        } finally {
          await stage.close();
        }
      },
    );
  });
}

async function instantsOf(play: keyof Plays): Promise<string[]> {
  const stage = await openStage(undefined);
  const { isOver } = await stage[play]();
  await until(isOver);
  await until(() => stage.sockets() === 1);
  await stage.close();
  return stage.instants();
}

async function leavesNothing(stage: Stage, { device }: Played): Promise<void> {
  await until(() => {
    const seen = stage.find(device.udid);
    return seen === undefined || seen.goneSince !== undefined;
  });
  // The one that listens.
  await until(() => stage.sockets() === 1);
}

async function comesBackWhole(stage: Stage, { device, isOver }: Played): Promise<void> {
  stage.replug(device.udid);
  await until(isOver);
  await until(() => stage.sockets() === 1);
}
