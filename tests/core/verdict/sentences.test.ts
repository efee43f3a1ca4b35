import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import { clockTime, say } from '../../../src/core/words/words.ts';
import {
  aDevice,
  aFact,
  aHardware,
  anAssignment,
  aSighting,
  aTenant,
  aView,
  aWork,
  aWorld,
  BENCH,
  cloudAgo,
  enrollments,
  identities,
  OTHER_SERIAL,
  PROFILE,
  SERVICE,
  TOKEN,
  tokens,
  type World,
} from './builders.ts';

const DAY_OF_THE_TEST = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

describe('what the operator reads', () => {
  it.each<[string, Partial<World>]>([
    ['Everything is ready for it in Intune. Erase iPhone 16 by hand.', {}],
    [
      'Everything is ready for it in Intune. Erase F2LTESTA0001 by hand.',
      { device: aDevice({ hardware: aFact(aHardware({ model: '' })) }) },
    ],
    [
      'Scanned F2LTESTA0001, but the device on the cable is F2LTESTA0002. Set it aside. Find the device that belongs to this label.',
      { view: aView({ sightings: [aSighting({ serialRead: OTHER_SERIAL })] }) },
    ],
    [
      'Apple still sends it to Old MDM. Reassign it to Contoso Intune.',
      { device: aDevice({ assignment: anAssignment({ serviceId: SERVICE.old }) }) },
    ],
    [
      'It belongs to S-UNLISTED, which is not part of this move. Set it aside. It is never moved from here.',
      { device: aDevice({ assignment: anAssignment({ serviceId: 'S-UNLISTED' }) }) },
    ],
    [
      'It has the profile Stray, which is not allowed for it. Give it the profile Phones.',
      { device: aDevice({ identities: identities({ profileId: PROFILE.stray }) }) },
    ],
    [
      'Intune knows it, but it has no enrollment profile. Give it the profile p-phone.',
      {
        device: aDevice({ identities: identities({ profileId: null }) }),
        tenant: aTenant({ profiles: undefined }),
      },
    ],
    [
      'Nothing wrong with this device: Contoso ADE cannot sync with Apple (error 12). An administrator checks for new Apple terms, then the token.',
      { tenant: aTenant({ tokens: tokens({ lastSyncErrorCode: 12 }) }) },
    ],
    [
      'Intune manages it with the profile Phones. Nothing left to do. Hand it over.',
      { device: aDevice({ enrollments: enrollments({}) }) },
    ],
    [
      'Intune manages it with the profile Phones. Nothing left to do. Hand it over.',
      {
        device: aDevice({
          enrollments: enrollments({ profileName: null }),
          identities: identities({ enrollmentState: 'enrolled' }),
        }),
      },
    ],
    [
      'Apple did not move it to Contoso Intune. The answer was “NOT_ACCESSIBLE”. Try again, or set it aside if it fails twice.',
      {
        device: aDevice({ assignment: anAssignment({ serviceId: null }) }),
        view: aView({ work: [aWork({ state: 'failed', failure: 'NOT_ACCESSIBLE' })] }),
      },
    ],
    [
      `The profile is on its way from Intune to Apple. Wait until ${clockTime('en', BENCH + 6 * MINUTE)}. A reset before that may miss it.`,
      { device: aDevice({ identities: identities({ profileAssignedAt: cloudAgo(4 * MINUTE) }) }) },
    ],
    [
      `Intune has synced twice and still does not know it. An administrator unassigns it at Apple, syncs, assigns it and syncs again, or waits for the full sync around ${DAY_OF_THE_TEST.format(BENCH + 7 * 24 * 60 * MINUTE - 120 * MINUTE)}.`,
      {
        device: aDevice({ identities: aFact([]) }),
        tenant: aTenant({
          tokens: tokens({ recentSyncs: [cloudAgo(30 * MINUTE), cloudAgo(50 * MINUTE)] }),
        }),
      },
    ],
  ])('%s', (sentence, given) => {
    const [deciding] = verdictOn(given).reasons;
    const parts = ['text', 'next'].map((part) =>
      say('en', `reason.${deciding?.code}.${part}`, deciding?.params),
    );
    expect(parts.join(' ')).toBe(sentence);
  });

  it('names the tokens under which Intune knows a device as well', () => {
    const device = aDevice({
      identities: identities(
        {},
        { id: 'x', tokenId: TOKEN.kiosk },
        { id: 'y', tokenId: 'unlisted' },
        { id: 'z', tokenId: TOKEN.kiosk },
      ),
    });
    const [warning] = verdictOn({ device }).warnings;
    expect(say('en', `warning.${warning?.code}`, warning?.params)).toBe(
      'Intune also knows it under the token Kiosk ADE, unlisted.',
    );
  });

  it('counts the days until a token expires on the clock of the cloud', () => {
    const tenant = aTenant({ tokens: tokens({ expiresAt: cloudAgo(-24 * 60 * MINUTE) }) });
    const [warning] = verdictOn({ tenant }).warnings;
    expect(say('en', `warning.${warning?.code}`, warning?.params)).toBe(
      'The enrollment token expires in 1 day.',
    );
  });
});

function verdictOn(given: Partial<World>) {
  const { device, tenant, view, policy, now } = aWorld(given);
  return assess({ device, tenant }, view, policy, now);
}
