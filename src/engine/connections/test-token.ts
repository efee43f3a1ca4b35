import type { Token } from '../../core/facts/tenant-facts.ts';
import type { Clock } from '../../core/ports.ts';
import {
  cause,
  fails,
  skipped,
  type Cause,
  type Check,
  type TestReport,
} from '../../core/setup/checks.ts';
import type { MicrosoftCloud } from '../clouds/microsoft/microsoft-cloud.ts';
import { factFrom, heard } from '../clouds/tenant.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { failedCheck } from './failed-check.ts';
import { tokenCheck, tokenSyncCheck } from './validity.ts';

interface Subject {
  readonly cloud: Pick<MicrosoftCloud, 'listTokens'>;
  /** Knows which Apple Account the token had before; takes over what is read now. */
  readonly mirror: Mirror;
  readonly tokenId: string;
  readonly clock: Clock;
}

/** Reads one enrollment token anew: is it valid, does it sync, and is it still the same Apple Account's? */
export async function testToken({ cloud, mirror, tokenId, clock }: Subject): Promise<TestReport> {
  const testedAt = clock.now();
  const answer = await cloud.listTokens({ priority: 'bench' });
  if (!answer.ok) {
    return { testedAt, checks: [failedCheck('token', answer.error), skipped('tokenSync')] };
  }
  const before = mirror.tenant().tokens?.value.find(({ id }) => id === tokenId);
  const reading = heard(mirror, answer);
  if (reading) mirror.putTenant('tokens', factFrom(reading, 'intuneList', [...reading.value]));
  const token = answer.value.value.find(({ id }) => id === tokenId);
  return { testedAt, checks: checksOf(token, before, answer.value.cloudAt) };
}

function checksOf(token: Token | undefined, before: Token | undefined, now: number): Check[] {
  if (!token) return [fails('token', cause('noToken')), skipped('tokenSync')];
  return [tokenCheck(token, now, otherAccount(token, before)), tokenSyncCheck(token, now)];
}

/** Devices stay with the Apple Account's organization: a token of another one would lose them. */
function otherAccount(token: Token, before: Token | undefined): readonly Cause[] {
  const accounts = [token.appleId, before?.appleId].map((id) => id?.toLowerCase());
  const isOther = accounts.every((id) => id !== undefined) && accounts[0] !== accounts[1];
  return isOther ? [cause('tokenOtherAppleAccount')] : [];
}
