import type { Clock } from '../../core/ports.ts';
import {
  cause,
  fails,
  holds,
  skipped,
  type Cause,
  type Check,
  type CheckCode,
  type TestReport,
} from '../../core/setup/checks.ts';
import type { Instant } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import { NoBearer, type Answer } from '../clouds/http/cloud-failure.ts';
import type { MicrosoftCloud } from '../clouds/microsoft/microsoft-cloud.ts';
import { permissionsOf } from '../clouds/microsoft/permissions.ts';
import type { MicrosoftSignIn } from '../clouds/microsoft/sign-in.ts';
import { failedCheck } from './failed-check.ts';
import { pushCertificateCheck, tokenCheck } from './validity.ts';

interface Subject {
  readonly cloud: Pick<MicrosoftCloud, 'listTokens' | 'listEnrollments' | 'readPushCertificate'>;
  readonly signIn: MicrosoftSignIn;
  readonly policy: Policy;
  readonly clock: Clock;
}

const BENCH = { priority: 'bench' } as const;
const READINGS = ['microsoftTokens', 'microsoftDevices', 'pushCertificate'] as const;

/**
 * Signs in, compares what was granted with what the policy needs, and reads what the bench will read, in three
 * requests. What can only be asked after something that failed is skipped.
 */
export async function testTenant(subject: Subject): Promise<TestReport> {
  const testedAt = subject.clock.now();
  const signIn = await checkSignIn(subject.signIn);
  const isSignedIn = signIn.outcome === 'holds';
  const checks = isSignedIn
    ? [checkPermissions(subject), ...(await checkReadings(subject))]
    : (['microsoftPermissions', ...READINGS] as const).map(skipped);
  return { testedAt, checks: [signIn, ...checks] };
}

/** Asks for a bearer as every request does: a sign-in that has ended shows only then. */
async function checkSignIn(signIn: MicrosoftSignIn): Promise<Check> {
  try {
    await signIn.bearer();
    return holds('microsoftSignIn');
  } catch (error) {
    const isTrouble = error instanceof NoBearer && error.failure.kind !== 'unauthorized';
    if (isTrouble) return failedCheck('microsoftSignIn', error.failure);
    const state = signIn.state();
    if (state.kind !== 'failed') return fails('microsoftSignIn', cause('signedOut'));
    return fails('microsoftSignIn', state.cause, state.detail);
  }
}

/** Without looking nothing works at all; what else is missing only concerns its own task. */
function checkPermissions({ signIn, policy }: Subject): Check {
  const state = signIn.state();
  const granted = state.kind === 'signedIn' ? state.scopes : [];
  // A token that does not tell what it may: what is read next shows it.
  if (granted.length === 0) return skipped('microsoftPermissions');
  const needed = permissionsOf(granted, policy).filter(({ isNeeded }) => isNeeded);
  const missing = needed.flatMap((permission) => permission.missing);
  if (missing.length === 0) return holds('microsoftPermissions');
  const reason = cause('permissionMissing', { scopes: missing.join(', ') });
  const isBlind = needed.some((each) => each.task === 'watch' && each.missing.length > 0);
  return isBlind ? fails('microsoftPermissions', reason) : holds('microsoftPermissions', [reason]);
}

async function checkReadings({ cloud, clock }: Subject): Promise<readonly Check[]> {
  const tokens = await cloud.listTokens(BENCH);
  const first = told('microsoftTokens', tokens, (value, now) => {
    if (value.length === 0) return fails('microsoftTokens', cause('noToken'));
    return holds('microsoftTokens', oddTokens(value.map((token) => tokenCheck(token, now))));
  });
  if (endsTest(tokens)) return [first, skipped('microsoftDevices'), skipped('pushCertificate')];
  // Nothing has enrolled since this moment: the shortest answer that proves the permission.
  const devices = await cloud.listEnrollments({ enrolledAfter: clock.now() }, undefined, BENCH);
  const certificate = await cloud.readPushCertificate(BENCH);
  return [
    first,
    told('microsoftDevices', devices, () => holds('microsoftDevices')),
    told('pushCertificate', certificate, pushCertificateCheck),
  ];
}

function told<T>(
  code: CheckCode,
  answer: Answer<T>,
  judge: (value: T, now: Instant) => Check,
): Check {
  if (!answer.ok) return failedCheck(code, answer.error);
  return judge(answer.value.value, answer.value.cloudAt);
}

/** One sentence of each kind: which token it is shows its own test. */
function oddTokens(checks: readonly Check[]): readonly Cause[] {
  const causes = checks.flatMap((check) => check.causes);
  return causes.filter(
    ({ code }, place) => causes.findIndex((each) => each.code === code) === place,
  );
}

/** Where Graph itself cannot be reached or allows no more, the next question has the same answer, only later. */
function endsTest(answer: Answer<unknown>): boolean {
  return !answer.ok && ['unreachable', 'unauthorized', 'throttled'].includes(answer.error.kind);
}
