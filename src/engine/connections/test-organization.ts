import type { Organization } from '../../core/connections.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import {
  cause,
  fails,
  holds,
  skipped,
  type CauseCode,
  type Check,
  type CheckCode,
  type TestReport,
} from '../../core/setup/checks.ts';
import type { AppleCloud } from '../clouds/apple/apple-cloud.ts';
import type { AppleSignIn } from '../clouds/apple/sign-in.ts';
import type { Answer, CloudFailure } from '../clouds/http/cloud-failure.ts';
import { causeOfFailure } from './cause-of-failure.ts';

interface Subject {
  readonly organization: Organization;
  readonly cloud: AppleCloud;
  readonly signIn: AppleSignIn;
  readonly clock: Clock;
}

/**
 * Signs in at Apple and reads what the bench will read, in three requests: services, devices, one device's lock. What
 * can only be asked after something that failed is skipped.
 */
export async function testOrganization(subject: Subject): Promise<TestReport> {
  const testedAt = subject.clock.now();
  const account = await checkAccount(subject);
  const isSignedIn = account.every(({ outcome }) => outcome === 'holds' || outcome === 'warns');
  const readings = isSignedIn ? await checkReadings(subject) : READINGS.map(skipped);
  return { testedAt, checks: [...account, ...readings] };
}

const READINGS = ['appleServices', 'appleDevices', 'appleLock'] as const;
const OF_THE_KEY: ReadonlySet<CauseCode> = new Set([
  'keyMissing',
  'keyUnreadable',
  'keyEncrypted',
  'keyWrongCurve',
]);

async function checkAccount({ signIn, organization }: Subject): Promise<readonly Check[]> {
  const answer = await signIn.check();
  if (answer.ok) return [holds('appleKey'), holds('appleSignIn', answer.value.warnings)];
  const { cause: why, detail } = answer.error;
  if (OF_THE_KEY.has(why.code)) return [fails('appleKey', why), skipped('appleSignIn')];
  return [holds('appleKey'), fails('appleSignIn', why, from(organization.tokenUrl, detail))];
}

async function checkReadings({ cloud, organization }: Subject): Promise<readonly Check[]> {
  const tell = (code: CheckCode, answer: Answer<unknown>) =>
    answer.ok ? holds(code) : failed(code, answer.error, organization);
  const services = await cloud.listServices();
  const first = tell('appleServices', services);
  if (endsTest(services)) return [first, skipped('appleDevices'), skipped('appleLock')];
  const devices = await cloud.listDevices();
  const serial = devices.ok ? devices.value.value.rows[0]?.serial : undefined;
  const lock =
    serial === undefined ? skipped('appleLock') : await checkLock(cloud, serial, organization);
  return [first, tell('appleDevices', devices), lock];
}

/** Where Apple itself cannot be reached or allows no more, the next question has the same answer, only later. */
function endsTest(answer: Answer<unknown>): boolean {
  return !answer.ok && ['unreachable', 'unauthorized', 'throttled'].includes(answer.error.kind);
}

/**
 * The bench works without it: it then asks for a person's word. Apple answers 5xx for some locks of its own
 * (docs/protocol/apple-business.md#activation-lock), and older versions of the API do not know the question.
 */
async function checkLock(
  cloud: AppleCloud,
  serial: SerialNumber,
  organization: Organization,
): Promise<Check> {
  const answer = await cloud.readLock(serial);
  if (answer.ok) return holds('appleLock');
  const { kind, status } = answer.error;
  const isUnknown = status === 404 && answer.error.network === undefined;
  if (!isUnknown && kind !== 'serverError') return failed('appleLock', answer.error, organization);
  const warning = isUnknown ? cause('featureMissing') : causeOfFailure(answer.error);
  return { ...holds('appleLock', [warning]), detail: detailOf(answer.error, organization) };
}

function failed(code: CheckCode, failure: CloudFailure, organization: Organization): Check {
  return fails(code, causeOfFailure(failure), detailOf(failure, organization));
}

/** Apple's words, with its own code for whoever is called for help. */
function detailOf({ status, code, detail }: CloudFailure, { apiBaseUrl }: Organization): string {
  const parts = [status === undefined ? undefined : `HTTP ${status}`, code, detail];
  const told = new Set(parts.filter((part) => part !== undefined && part !== ''));
  return from(apiBaseUrl, [...told].join(': '));
}

/** Whoever looks after the network needs to know which host it was. */
function from(address: string, words: string | undefined): string {
  const { host } = new URL(address);
  return words === undefined || words === '' ? host : `${host}: ${words}`;
}
