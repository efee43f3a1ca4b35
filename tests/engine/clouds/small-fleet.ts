import { HOUR } from '../../../src/core/time.ts';
import { createListing } from '../../../src/engine/clouds/listing/listing.ts';
import type { Mirror } from '../../../src/engine/mirror/mirror.ts';
import { aSerial, temporaryMirror } from '../mirror/temporary-mirror.ts';
import { runThrough } from './cloud-bench.ts';
import { device, identityRow, managedRow, smallClouds } from './small-clouds.ts';

export const one = aSerial('DMPZT0AAAA01');
export const two = aSerial('DMPZT0AAAA02');
export const three = aSerial('DMPZT0AAAA03');
export const four = aSerial('DMPZT0AAAA04');
export const five = aSerial('DMPZT0AAAA05');
export const SERIALS = [one, two, three, four, five];

/** Two services, two tokens, five devices: 14 pages in all. */
export function openSmall() {
  const { mirror, clock, file } = temporaryMirror();
  const { clouds, apple, microsoft } = smallClouds(clock);
  Object.assign(clouds, {
    services: ['A', 'B'],
    on: { A: [one, two, three], B: [four] },
    devices: [
      ...SERIALS.slice(0, 4).map((each) => device(each)),
      device(five, { status: 'UNASSIGNED' }),
    ],
    tokens: ['T', 'U'],
    identities: { T: SERIALS.slice(0, 3).map((each) => identityRow(each)), U: [] },
    managed: [managedRow(one), managedRow(two), managedRow(three)],
  });
  const listingOn = (on: Mirror) => createListing({ apple: [apple], microsoft, mirror: on, clock });
  const listing = listingOn(mirror);
  const run = (from = listing) => runThrough(clock, from.run());
  /** An hour later, so that no list lags behind an answer. */
  const runAgain = async () => {
    await clock.advance(HOUR);
    return run();
  };
  return { mirror, clock, file, clouds, apple, listing, listingOn, run, runAgain };
}

export function serviceOf(mirror: Mirror, serial: typeof one): string | null | undefined {
  return mirror.fact(serial, 'assignment')?.value.serviceId;
}
