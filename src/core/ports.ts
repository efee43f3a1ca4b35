import type { DeviceSymptom } from './facts/device-symptom.ts';
import type { ResetSign } from './reset/evidence.ts';
import type { Result } from './result.ts';
import type { Instant } from './time.ts';

/** Time as the engine sees it: the wall clock, or the sandbox's virtual one. */
export interface Clock {
  now(): Instant;
  /** Resolves after that much of this clock's time. */
  sleep(milliseconds: number): Promise<void>;
  /** Runs once after that much of this clock's time; the returned function takes it back. */
  after(milliseconds: number, run: () => void): () => void;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Wall-clock milliseconds after which the call fails. */
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** One HTTP exchange. Rejects only when no answer came (network, time-out); every status is an answer. */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpResponse>;

/**
 * One device as the bus lists it. `port` is bus + chain of ports, the key of a physical slot on this machine.
 * All strings come from the device: capped and stripped by the reader, never trusted.
 */
export interface UsbDevice {
  readonly port: string;
  readonly productId: number;
  /** The USB serial string descriptor; null when it could not be read. */
  readonly serialString: string | null;
  /** The number by which usbmux names the same place, unsigned; absent where it has none (Windows). */
  readonly locationId?: number;
}

export type UsbChange =
  | { readonly kind: 'attached'; readonly device: UsbDevice }
  | { readonly kind: 'detached'; readonly port: string };

/**
 * What a bus lacks, which is no failure. `events`: nobody tells of a plug, so that the bus looks for itself, a moment
 * later. `package`: its native package does not load, which no right mends.
 */
export type BusLack = 'events' | 'package';

/** The USB bus of this bench, Apple devices only. */
export interface UsbBus {
  /** A sentence key when the bus cannot be watched on this machine; the app goes on without slots. */
  readonly unavailable?: 'noBus' | 'notPermitted' | undefined;
  readonly lacks?: readonly BusLack[];
  /** Ports that are known to exist before anything is in them, in the order of the hub. */
  readonly ports?: readonly string[];
  list(): Promise<readonly UsbDevice[]>;
  /** Gives back its own unsubscribe. */
  watch(listener: (change: UsbChange) => void): () => void;
  /**
   * Tells the device on that port, which is in recovery, to start normally (docs/protocol/apple-usb.md#leaving-recovery).
   * `gone` when one of another ECID is there. Absent where this platform cannot.
   */
  exitRecovery?(port: string, ecid?: string): Promise<Result<void, RecoveryExitFailure>>;
}

export type RecoveryExitFailure =
  | 'gone'
  | 'notInRecovery'
  | 'notPermitted'
  | 'notOnThisPlatform'
  | 'refused'
  | 'timedOut';

/** What a device in normal mode tells; everything may be absent, and most is without a pairing. */
export interface ProbeAnswer {
  readonly ecid?: string;
  readonly udid?: string;
  readonly productType?: string;
  readonly deviceName?: string;
  readonly osVersion?: string;
  readonly wifiMacAddress?: string;
  readonly batteryPercent?: number;
  readonly hasEsim?: boolean;
  /** Told only to a computer that it trusts. */
  readonly serialNumber?: string;
  /** Something that was done for the question could not be taken back yet: it must be asked again. */
  readonly isUnfinished?: boolean;
  /** False when pairing was allowed and yet not tried: the one attempt is still to come. */
  readonly hasTriedPairing?: boolean;
  /** It speaks, but as the ramdisk that restores it. */
  readonly isRestoreRamdisk?: boolean;
  /** Why it tells less than it could, for the guide that mends it. */
  readonly symptom?: DeviceSymptom;
  /** Absent when nobody can know: unpaired, a device does not say. */
  readonly isInSetupAssistant?: boolean;
  /** What else speaks for a reset since it was last set up. */
  readonly signs?: readonly ResetSign[];
  /** When the device says it was erased (its own clock), if it says so. */
  readonly erasedAt?: Instant;
  /** The raw answers, kept with the reset record. */
  readonly raw: Readonly<Record<string, string>>;
}

export interface ProbeOptions {
  /** Only during an open reset (docs/protocol/apple-usb.md#pairing). */
  readonly allowPairing: boolean;
  /** Resolves when nobody waits for the answer any more: the device left, or another question took its place. */
  readonly cancelled?: Promise<void>;
  /** Called just before the device is asked to pair: the one attempt is made, whatever becomes of the question. */
  readonly onPairing?: () => void;
}

/** Asks an attached device who it is. */
export interface DeviceProbe {
  /** Undefined when nothing could be learnt, not even why. */
  ask(device: UsbDevice, options: ProbeOptions): Promise<ProbeAnswer | undefined>;
  /**
   * Tells that a device may answer now that did not before: the one whose USB serial string or UDID this is, or any.
   * Gives back its own unsubscribe.
   */
  watch?(listener: (id?: string) => void): () => void;
  /** Resolves when everything that was done for a question is taken back, or after a second and a half. */
  settled?(): Promise<void>;
}

/**
 * Keeps one secret value by name for the next run, or for this run only when there is no OS key store. All three
 * reject when the disk refuses; what was written then holds for this run, and what was removed comes back with the next.
 */
export interface SecretStore {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Opens a page of Microsoft's sign-in in the person's own browser; false when it may not or cannot be opened. */
export type OpenBrowser = (url: string) => Promise<boolean>;
