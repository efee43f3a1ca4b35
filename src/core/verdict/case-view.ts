import type { SetAside } from '../custody/case-state.ts';
import type { DeviceMode } from '../facts/device-mode.ts';
import type { SerialNumber } from '../identifiers/serial-number.ts';
import type { Work } from '../jobs/job.ts';
import type { EvidenceLevel } from '../reset/evidence.ts';
import type { Instant } from '../time.ts';

/** What the manifest says of a serial before it arrives. */
export interface Expectation {
  readonly isSealedNew?: boolean | undefined;
  readonly keepsData?: boolean | undefined;
  /** Its former user or management has let it go. */
  readonly isReleased?: boolean | undefined;
  readonly profileIds?: readonly string[] | undefined;
  readonly targetId?: string | undefined;
  /** Site or department; the policy says what it means. */
  readonly group?: string | undefined;
}

/** What the bench sees of this device on one slot right now. */
export interface Sighting {
  readonly slot: string;
  readonly mode: DeviceMode;
  readonly serialRead?: SerialNumber | undefined;
  readonly isInSetupAssistant: boolean;
  readonly batteryPercent?: number | undefined;
  readonly osVersion?: string | undefined;
  readonly hasEsim?: boolean | undefined;
}

/** What `assess` needs to know of the stay of this device, folded from the ledger and joined with the bench. */
export interface CaseView {
  readonly scannedSerial?: SerialNumber | undefined;
  /** The device that this label was scanned from read another serial, or it is this one that it read. */
  readonly brokenBond?: { readonly scanned: SerialNumber; readonly read: SerialNumber } | undefined;
  /** A code was scanned that names no serial yet. */
  readonly unresolvedCode?: 'noSerial' | 'codeUnresolved' | 'codeAmbiguous' | undefined;
  readonly expectation?: Expectation | undefined;
  /** What the operator said in this case; wins over the manifest. */
  readonly keepsData?: boolean | undefined;
  readonly lockAttestedAt?: Instant | undefined;
  /** Out of the line: since when (bench clock), why, and in whose care. */
  readonly setAside?: Pick<SetAside, 'at' | 'cause' | 'owner'> | undefined;
  readonly sightings: readonly Sighting[];
  /** The newest reset record of this device; `cloudAt` is on the clouds' clock. */
  readonly resetRecord?: { readonly level: EvidenceLevel; readonly cloudAt: Instant } | undefined;
  /** Somebody was told to erase it from afar: when (bench clock), and who agreed. Absent once it was reset. */
  readonly order?: { readonly at: Instant; readonly approvedBy: string } | undefined;
  /** Since when it is away in a reset that the operator has begun (bench clock). */
  readonly awaySince?: Instant | undefined;
  readonly work: readonly Work[];
  readonly handedOverAt?: Instant | undefined;
}
