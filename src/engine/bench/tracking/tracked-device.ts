import type { DeviceMode } from '../../../core/facts/device-mode.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { ProbeAnswer } from '../../../core/ports.ts';
import type { Instant } from '../../../core/time.ts';

/** One device as the bench follows it, over plugs and modes. Every text in it is cleaned. */
export interface TrackedDevice {
  /** `ecid:…`, else `udid:…`, else `port:…`; grows better as more is learnt. */
  readonly key: string;
  readonly mode: DeviceMode;
  /** Upper-case hex without leading zeros. */
  readonly ecid?: string;
  readonly udid?: string;
  /** Read in recovery; kept while the device changes its mode. */
  readonly serialRead?: SerialNumber;
  /** By its board in recovery and DFU, by its word in normal mode; kept while it changes its mode. */
  readonly productType?: string;
  /** What it answered since it last came; absent until then. */
  readonly probe?: ProbeAnswer;
  readonly attachedAt: Instant;
  /** Since when it is away; its slot shows it until another device takes the slot. */
  readonly goneSince?: Instant;
}

/** One socket that had an Apple device once. `name` is empty until the operator gives one. */
export interface TrackedSlot {
  /** What names it: the first of its ports. */
  readonly port: string;
  /** Two when both halves of a USB 3 socket are known (docs/protocol/apple-usb.md#ports). */
  readonly ports: readonly string[];
  readonly number: number;
  readonly name: string;
  /** Whatever is there comes and goes by itself. */
  readonly isRestless?: boolean;
  readonly device?: TrackedDevice;
}

/**
 * `left` and `returned` frame an absence of 3 s or more. `changed`: other mode, other port within those 3 s, or an
 * answer of the probe. A device that is recognised only by its answer is `appeared` first, `returned` then.
 */
export interface BenchSignal {
  readonly kind: 'appeared' | 'left' | 'returned' | 'changed';
  readonly slot: string;
  readonly device: TrackedDevice;
}
