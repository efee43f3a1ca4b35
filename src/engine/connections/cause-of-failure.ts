import { cause, type Cause } from '../../core/setup/checks.ts';
import type { CloudFailure } from '../clouds/http/cloud-failure.ts';
import { causeOfNetworkFault } from '../clouds/http/network-cause.ts';

/**
 * Why a call to a cloud failed, in words that somebody can act on. Which cloud it was matters for a 401 and a 403:
 * at either an account or a right is missing, and each has its own place where it is given.
 */
export function causeOfFailure(
  failure: CloudFailure,
  cloud: 'apple' | 'microsoft' = 'apple',
): Cause {
  switch (failure.kind) {
    case 'throttled':
      return failure.retryAt === undefined
        ? cause('cloudDown')
        : cause('throttled', { untilAt: failure.retryAt });
    case 'serverError':
      return cause('cloudDown');
    case 'unreachable':
      return causeOfNetworkFault(failure.network);
    case 'unauthorized':
      // Apple's edge says this one with a page of its own at times.
      return cause(cloud === 'apple' ? 'accountRefused' : 'signedOut');
    default:
      return isFromBetween(failure)
        ? causeOfNetworkFault(failure.network ?? 'proxy')
        : causeOfRefusal(failure, cloud);
  }
}

/** Not the cloud answered, but a proxy or a guest network on the way. */
function isFromBetween({ status, network }: CloudFailure): boolean {
  return status === 407 || network !== undefined;
}

function causeOfRefusal(failure: CloudFailure, cloud: 'apple' | 'microsoft'): Cause {
  switch (failure.kind) {
    case 'forbidden':
      return cloud === 'apple' ? causeOfAppleRefusal(failure) : causeOfGraphRefusal(failure);
    case 'approvalNeeded':
      return cause('approvalNeeded');
    case 'notFound':
      return cause('featureMissing');
    default:
      return cause('unexpectedAnswer');
  }
}

/** Terms that nobody has accepted are told by code or in words (docs/protocol/apple-business.md#terms). */
function causeOfAppleRefusal({ code = '', detail }: CloudFailure): Cause {
  const areTerms = /T_C_NOT_SIGNED|\bterms\b/i.test(`${code} ${detail}`);
  return cause(areTerms ? 'termsUnsigned' : 'roleLacksPermission');
}

/** Graph lists the permissions of which one would do; without that list the person's role in Intune is too small. */
function causeOfGraphRefusal({ detail }: CloudFailure): Cause {
  const scopes = /following scopes: ([\w.,\s]*\w)/.exec(detail)?.[1];
  if (scopes !== undefined) return cause('permissionMissing', { scopes });
  return cause(/licen[cs]e/i.test(detail) ? 'licenceMissing' : 'roleTooSmall');
}
