import type { CauseCode } from '../../../core/setup/checks.ts';
import { NoBearer, type CloudFailure } from '../http/cloud-failure.ts';
import { present } from '../http/lenient.ts';
import type { NetworkFault } from '../http/network-fault.ts';
import type { SignInFailure } from './token-answer.ts';

/** Where Apple's sign-in was not reached, nothing is said against the key: that is no reason to sign in again. */
const IN_THE_WAY: Partial<Record<CauseCode, NetworkFault>> = {
  unreachable: 'lost',
  hostUnknown: 'host',
  tlsFailed: 'tls',
  timedOut: 'timeout',
  proxyInTheWay: 'proxy',
};

/** What whoever wants to send something is told, without a word of any secret. */
export function noSignIn({ cause: { code }, retryAt }: SignInFailure): NoBearer {
  const network = IN_THE_WAY[code];
  const detail = `There is no sign-in at Apple: ${code}`;
  return new NoBearer({ kind: kindOf(code, network), detail, ...present({ network, retryAt }) });
}

function kindOf(code: CauseCode, network: NetworkFault | undefined): CloudFailure['kind'] {
  if (network) return 'unreachable';
  if (code === 'throttled') return 'throttled';
  return code === 'cloudDown' ? 'serverError' : 'unauthorized';
}
