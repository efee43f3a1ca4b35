import type { Failure, FailureCode } from '../../../contract/protocol.ts';
import type { CloudFailure, CloudFailureKind } from './cloud-failure.ts';

/** What the operator is told when a call of theirs failed at a cloud; its own words stand in the details. */
export function replyOf({ kind, status, code, detail }: CloudFailure): Failure {
  const words = [status, code, detail].filter((part) => part !== undefined && part !== '');
  return { code: CODES[kind], detail: words.join(' ').slice(0, 300) };
}

const CODES: Readonly<Record<CloudFailureKind, FailureCode>> = {
  unreachable: 'cloudUnreachable',
  serverError: 'cloudUnreachable',
  unauthorized: 'signedOut',
  forbidden: 'permissionMissing',
  throttled: 'cloudBusy',
  approvalNeeded: 'approvalNeeded',
  notFound: 'cloudRefused',
  rejected: 'cloudRefused',
  malformed: 'cloudRefused',
};
