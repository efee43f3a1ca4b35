import type { DeviceErrorName } from './lockdown/device-error.ts';
import type { Result } from './result.ts';

/** Why a request has no answer. Texts are short, hold no control characters, and are not meant to be branched on. */
export type LockdownFailure =
  /** Nobody listens where the daemon should be. */
  | { readonly code: 'noDaemon'; readonly text: string }
  | { readonly code: 'notPermitted' }
  | { readonly code: 'timedOut' }
  | { readonly code: 'aborted' }
  /** The other side went away, or the connection was closed here. */
  | { readonly code: 'closed' }
  | { readonly code: 'malformed'; readonly text: string }
  | { readonly code: 'tooLarge' }
  /** A UDID that is none, and therefore never left this computer. */
  | { readonly code: 'badUdid' }
  /** The daemon said no, by a number of its own. */
  | { readonly code: 'refused'; readonly number: number }
  | { readonly code: 'noSuchDevice' }
  /** TLS did not come about: after StartSession, most likely because the device forgot this computer. */
  | { readonly code: 'tls'; readonly text: string }
  /** The device said no, by a name; `text` is the name as it said it. */
  | { readonly code: 'device'; readonly name: DeviceErrorName | 'other'; readonly text: string };

/** The outcome of a request. */
export type Outcome<T> = Result<T, LockdownFailure>;

/** How long one request may take, in milliseconds, and who may end it before. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}
