import { describe, expect, it, onTestFinished } from 'vitest';
import { aDesk } from '../../engine/desk/a-desk.ts';
import { aSerial } from '../../engine/ledger/a-ledger.ts';
import { benchOn } from '../../support/bench-on-fakes.ts';
import type { OnInstant } from '../../support/fake-devices/instants.ts';
import { freshFakes } from '../../support/fresh-fakes.ts';
import { until } from './until.ts';

/*
 * The whole desk on a real ledger: a device leaves and comes back in an open reset, and is unplugged once more at one
 * request of the conversation. What is on record afterwards is what became of the device, whenever that was.
 */

const REQUESTS = ['Connect', 'QueryType', 'GetValue', 'ReadPairRecord', 'Pair', 'StartSession'];
const MOMENTS = ['received', 'midReply', 'afterReply'] as const;
const INSTANTS = REQUESTS.flatMap((request) => MOMENTS.map((when) => ({ request, when })));
const UDID = '00008110-001A2B3C4D5E801E';
const start = freshFakes();

describe.each(INSTANTS)('unplugged once more at $request, $when', ({ request, when }) => {
  it('a device that was erased is on record as erased, once', async () => {
    const { device, levels, comeBack } = await aResetAt(cutOnce(request, when));
    device.erase({ isBack: false });
    await comeBack();
    await until(() => levels().length > 0);
    expect(levels()).toEqual(['dated']);
  });

  // A device that refuses to pair starts no session.
  it.skipIf(request === 'StartSession')('a restarted device is on record as nothing', async () => {
    const { fakes, levels, comeBack } = await aResetAt(cutOnce(request, when));
    fakes.unplug(UDID);
    await comeBack();
    await until(() => fakes.conversations().some((heard) => heard.request === 'Pair'));
    expect(levels()).toEqual([]);
  });
});

/** A set-up phone on its slot, bound to its serial, its reset begun. */
async function aResetAt(onInstant: ReturnType<typeof cutOnce>) {
  const fakes = await start({ onInstant: onInstant.at });
  const { bench, find, stop } = benchOn(fakes);
  onTestFinished(stop);
  const { desk, scan, begin } = aDesk(bench);
  const device = fakes.plug({ udid: UDID, trust: 'denies' });
  const serial = aSerial(device.serial);
  await until(() => find(UDID)?.probe !== undefined);
  const slot = bench.slots()[0]?.port ?? '';
  scan(serial, slot);
  begin(serial, { slot, ecid: find(UDID)?.ecid ?? '' });
  bench.allowPairing(slot, 'afterReturn');
  const levels = () =>
    desk.ledger
      .eventsOf(serial)
      .flatMap((event) => (event.type === 'resetRecorded' ? event.data.level : []));
  const comeBack = async () => {
    await until(() => find(UDID)?.goneSince !== undefined);
    onInstant.arm();
    fakes.replug(UDID);
    // Where it was cut, it is plugged in again after a moment that is no bounce.
    const isCut = () => fakes.device(UDID)?.isPlugged === false;
    await until(() => isCut() || levels().length > 0 || onInstant.isSpent());
    if (!isCut()) return;
    await until(() => find(UDID)?.goneSince !== undefined);
    fakes.replug(UDID);
  };
  return { fakes, device, levels, comeBack };
}

/** The first such instant after `arm` unplugs the device. */
function cutOnce(wanted: string, moment: (typeof MOMENTS)[number]) {
  let isArmed = false;
  let isSpent = false;
  const at: OnInstant = ({ request, when }) => {
    if (!isArmed || isSpent || request !== wanted || when !== moment) return undefined;
    isSpent = true;
    return 'unplug';
  };
  return { at, arm: () => void (isArmed = true), isSpent: () => isSpent };
}
