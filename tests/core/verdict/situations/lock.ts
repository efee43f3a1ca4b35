import type { ActivationLock } from '../../../../src/core/facts/device-facts.ts';
import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import { aDevice, aFact, aged, ago, aHardware, aPolicy, aView, offline } from '../builders.ts';
import type { Situation } from './situation.ts';

const attested = aView({ lockAttestedAt: ago(MINUTE) });
const mayNotAttest = aPolicy({ lockAttestation: false });

function locked(value: ActivationLock, age = MINUTE) {
  return aDevice({ lock: aFact(value, age, 'appleDevice') });
}

function unreadable(failures: number, age = MINUTE) {
  return locked({ state: 'unreadable', failures }, age);
}

/** Gate 9: no Activation Lock. */
export const LOCK: readonly Situation[] = [
  {
    name: 'A device locked to an Apple Account is set aside',
    given: { device: locked({ state: 'user' }) },
    lane: 'stop',
    reason: 'lockedByUser',
  },
  {
    name: 'A device locked by its management service is set aside',
    given: { device: locked({ state: 'mdm' }) },
    lane: 'stop',
    reason: 'lockedByMdm',
  },
  {
    name: 'A device locked in a way that Apple does not name is set aside',
    given: { device: locked({ state: 'unknownKind' }) },
    lane: 'stop',
    reason: 'lockedUnknownKind',
  },
  {
    name: 'An attestation does not open a lock that Apple reports',
    given: { device: locked({ state: 'user' }), view: attested },
    lane: 'stop',
    reason: 'lockedByUser',
  },
  {
    name: 'A device that is right in every other way is asked for its lock',
    given: { device: aDevice({ lock: undefined }) },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
  {
    name: 'Lock and release are asked for together when nothing else is missing',
    given: { device: aDevice({ lock: undefined, deviceCheck: undefined }) },
    lane: 'wait',
    reason: 'lockAsking',
    under: ['deviceCheckAsking'],
    questions: ['lock', 'device'],
  },
  {
    name: 'A lock answer of more than eight hours ago is asked again',
    given: { device: locked({ state: 'user' }, 8 * HOUR + 1) },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
  {
    name: 'The lock cannot be asked offline',
    given: { device: aDevice({ lock: undefined }), tenant: offline() },
    lane: 'unknown',
    reason: 'lockOffline',
  },
  {
    name: 'A lock that could not be read once is asked again',
    given: { device: unreadable(1) },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
  {
    name: 'A lock that could not be read once cannot be asked again offline',
    given: { device: unreadable(1), tenant: offline() },
    lane: 'unknown',
    reason: 'lockOffline',
  },
  {
    name: 'An attestation counts only when the lock could not be read three times',
    given: { device: unreadable(2), view: attested },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
  {
    name: 'A lock that could not be read three times may be attested',
    given: { device: unreadable(3) },
    lane: 'wait',
    reason: 'lockUnreadable',
    fix: 'attestLock',
  },
  {
    name: 'A lock that could not be read a quarter of an hour ago is asked again beside the offer to attest',
    given: { device: unreadable(3, 16 * MINUTE) },
    lane: 'wait',
    reason: 'lockUnreadable',
    fix: 'attestLock',
    questions: ['lock'],
  },
  {
    name: 'A lock that could not be read and was attested is clear, and says so',
    given: { device: unreadable(3), view: attested },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['lockAttested'],
  },
  {
    name: 'An attestation of nine hours ago is too old',
    given: { device: unreadable(3), view: aView({ lockAttestedAt: ago(9 * HOUR) }) },
    lane: 'wait',
    reason: 'lockUnreadable',
    fix: 'attestLock',
  },
  {
    name: 'An attestation from the future does not count',
    given: { device: unreadable(3), view: aView({ lockAttestedAt: ago(-HOUR) }) },
    lane: 'wait',
    reason: 'lockUnreadable',
    fix: 'attestLock',
  },
  {
    name: 'Where policy forbids attestation, an unreadable lock offers none',
    given: { device: unreadable(3), policy: mayNotAttest },
    lane: 'wait',
    reason: 'lockNotAttestable',
  },
  {
    name: 'Where policy forbids attestation, an earlier one does not count',
    given: { device: unreadable(3), view: attested, policy: mayNotAttest },
    lane: 'wait',
    reason: 'lockNotAttestable',
  },
  {
    name: 'An Apple TV has no lock to ask for',
    given: {
      device: aDevice({
        hardware: aFact(aHardware({ family: 'AppleTV', model: 'Apple TV 4K' })),
        lock: undefined,
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A Mac is asked for its lock like a phone',
    given: {
      device: aDevice({ hardware: aFact(aHardware({ family: 'Mac' })), lock: undefined }),
      view: aView({ expectation: { profileIds: ['p-phone'] } }),
    },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
  {
    name: 'A lock read from the future says that a clock was moved, and is asked again',
    given: { device: aDevice({ lock: aged(aDevice().lock, -HOUR) }) },
    lane: 'wait',
    reason: 'lockAsking',
    questions: ['lock'],
  },
];
