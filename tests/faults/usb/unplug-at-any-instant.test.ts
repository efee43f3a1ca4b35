import { describe, expect, it } from 'vitest';
import { openStage, until, type Played, type Stage } from './stage.ts';

/*
 * Each conversation that the bench has with a device is held once to learn its instants: every request as it arrives,
 * before its reply, in the middle of it and after it. Then it is held again for each, and there the device is unplugged.
 */

const CONVERSATIONS: Readonly<Record<string, (stage: Stage) => Promise<Played>>> = {
  'who are you': (stage) => stage.plug(),
  'what do you tell a computer that you trust': (stage) => stage.plugTrusted(),
  'you have forgotten this computer': (stage) => stage.plugStale(),
  'are you being restored': (stage) => stage.plugRestoring(),
  'were you erased': (stage) => stage.erase(),
  'were you only restarted': (stage) => stage.restart(),
  'do you trust this computer': (stage) => stage.askTrust(),
};

/** Every request has four of them, and it takes two to learn anything: to connect and to ask. */
const FEWEST_INSTANTS = 8;

for (const [name, play] of Object.entries(CONVERSATIONS)) {
  const instants = await instantsOf(play);
  it(`"${name}" is a whole conversation`, () => {
    expect(instants.length).toBeGreaterThanOrEqual(FEWEST_INSTANTS);
  });
  describe.concurrent(`unplugged during "${name}"`, () => {
    it.each(instants)(
      'at %s: no hung tile, no leaked socket, no wrong record',
      { timeout: 60_000 },
      async (instant) => {
        const stage = await openStage(instant);
        try {
          const played = await play(stage);
          await until(() => stage.hasUnplugged());
          await leavesNothing(stage, played);
          await comesBackWhole(stage, played);
          stage.wereTrue(played.device);
        } finally {
          await stage.close();
        }
      },
    );
  });
}

async function instantsOf(play: (stage: Stage) => Promise<Played>): Promise<string[]> {
  const stage = await openStage(undefined);
  const { isOver } = await play(stage);
  await until(isOver);
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
