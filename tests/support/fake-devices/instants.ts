import type { FakeDevice } from './device/controls.ts';

export type ConnectionKind = 'mux' | 'lockdown' | 'service';

/** A moment in a conversation at which a test may step in. */
export interface Instant {
  /** Whom the request is about; none for requests such as ListDevices. */
  readonly device: FakeDevice | undefined;
  readonly connection: ConnectionKind;
  /** The request's own name, such as `GetValue`. */
  readonly request: string;
  /** `midReply` comes when half of the reply's bytes have left. */
  readonly when: 'received' | 'beforeReply' | 'midReply' | 'afterReply';
  /** Counts the instants of the server from 1, so that a test can go through them one by one. */
  readonly n: number;
}

/** What a hostile device says instead of its reply; see `hostile/answers.ts`. */
export type HostileAnswer = 'endless' | 'lengthMax' | 'length4' | 'bomb' | 'deep';

/**
 * What happens at an instant. `unplug` takes away the device (all devices when the request was about none) and
 * destroys its streams; `drop` closes this connection; `hang` answers no more until the other side closes;
 * `garbage` sends bytes that are no property list.
 */
export type Action =
  | 'unplug'
  | 'drop'
  | 'hang'
  | 'garbage'
  | { readonly delayMs: number }
  | { readonly hostile: HostileAnswer };

// Not `undefined`: a hook whose last statement returns nothing is typed void.
// oxlint-disable-next-line typescript/no-invalid-void-type
export type OnInstant = (instant: Instant) => Action | void | Promise<Action | void>;
