import { fails, type Check, type CheckCode } from '../../core/setup/checks.ts';
import type { CloudFailure } from '../clouds/http/cloud-failure.ts';
import { causeOfFailure } from './cause-of-failure.ts';

/** A question to Graph that was not answered: why, and Graph's own words for whoever is called for help. */
export function failedCheck(code: CheckCode, failure: CloudFailure): Check {
  const { status, code: own, detail } = failure;
  const parts = [status === undefined ? undefined : `HTTP ${status}`, own, detail];
  const told = parts.filter((part) => part !== undefined && part !== '').join(': ');
  return fails(code, causeOfFailure(failure, 'microsoft'), told);
}
