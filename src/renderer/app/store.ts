import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Slots } from '../../contract/bench.ts';
import type { CheckInReply, SessionView } from '../../contract/check-in.ts';
import type { Card, RecordCheck, ScanLine } from '../../contract/desk.ts';
import type { DevicesMeant, LabelWish } from '../../contract/documents.ts';
import type { FailureCode } from '../../contract/protocol.ts';
import { defaultSettings, type Settings } from '../../contract/shell.ts';
import type { Status } from '../../contract/status.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Lane } from '../../core/verdict/lane.ts';
import { emptyAssembly, type Assembly } from '../features/scan/scan-assembly.ts';
import type { Connection } from './engine-client.ts';
import type { Help } from './help.ts';
import type { DevicesWanted } from './show-devices.ts';

export type View =
  | 'bench'
  | 'checkIn'
  | 'devices'
  | 'campaign'
  | 'barcodes'
  | 'connections'
  | 'settings';

/** What the big card speaks of. `was` is the lane it had until it changed under the operator's eyes. */
export interface CardStage {
  readonly kind: 'card';
  readonly card: Card;
  /** Since when this word has stood (the page's clock). */
  readonly shownAt: number;
  readonly was?: { readonly lane: Lane; readonly at: number } | undefined;
  /** The serial was scanned a second time on this card: a held key may now confirm a reset. */
  readonly isRescanned: boolean;
}
/** A scan that names no device: what it was instead. */
export interface CodeStage {
  readonly kind: 'code';
  readonly line: ScanLine;
  readonly outcome: 'unresolved' | 'refused';
  readonly record?: RecordCheck | undefined;
}
export type Stage = { readonly kind: 'scanNext' } | CardStage | CodeStage;

/** Something that went wrong and stays until the next action: no toast. */
export interface Trouble {
  readonly code: FailureCode;
  readonly detail?: string | undefined;
}

/** The check-in that is open in this window, and the answer to the last scan of it. */
export interface CheckInStage {
  readonly session: SessionView;
  /** `at`: the page's clock. */
  readonly last?: { readonly reply: CheckInReply; readonly at: number } | undefined;
  /** A hazard was just noted of this device: until the next scan nothing else is loud. */
  readonly hazard?: SerialNumber | undefined;
  /** The device that a person chose in the list; without one, the device that was scanned last is meant. */
  readonly chosen?: SerialNumber | undefined;
  readonly panel?: CheckInPanel | undefined;
}

/** What is open in a check-in beside the scans; at most one at a time. */
export type CheckInPanel =
  | { readonly kind: 'move' | 'photo'; readonly serial: SerialNumber }
  | { readonly kind: 'place'; readonly boxId: string };

/** A document that stands in place of the screen, as it will be on paper. */
export type Sheet = {
  /** Of its file, without the ending. */
  readonly name: string;
} & (
  | { readonly kind: 'resetRecords'; readonly serials: readonly SerialNumber[] }
  | { readonly kind: 'recordBundle'; readonly of: DevicesMeant }
  | { readonly kind: 'labels'; readonly wish: LabelWish }
  | { readonly kind: 'handOff'; readonly sessionId: string }
);

/** What the line under the scan field says: the silent twin of the sounds. */
export type ScanHint =
  | { readonly kind: 'empty' }
  | { readonly kind: 'signedIn'; readonly operator: string }
  | { readonly kind: 'undone'; readonly line: ScanLine | undefined }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'differs' }
  | { readonly kind: 'notSerial' };

export interface Shell {
  readonly settings: Settings;
  readonly systemLanguage: string;
  readonly version: string;
  readonly keepsSecrets: boolean;
  readonly notice?: 'settingsSetAside' | 'folderReadOnly' | undefined;
}

export interface AppState {
  readonly connection: Connection;
  readonly shell: Shell;
  readonly view: View;
  /** The engine's last status and the page's clock when it came. */
  readonly status: { readonly value: Status; readonly receivedAt: number } | undefined;
  readonly slots: Slots | undefined;
  /** The port whose device has shown no serial: the next scan is of it. */
  readonly armedSlot: string | undefined;
  /** The slots are being numbered; `picked` is a port of the one that gets the next number. */
  readonly arranging: { readonly picked?: string | undefined } | undefined;
  /** The guide that stands in place of the card. */
  readonly help: Help | undefined;
  /** The slot whose device was scanned last, and when: its tile answers (the page's clock). */
  readonly called: { readonly number: number; readonly at: number } | undefined;
  /** When an engine took over from one that had stopped (the page's clock). */
  readonly restartedAt: number | undefined;
  readonly stage: Stage;
  readonly checkIn: CheckInStage | undefined;
  /** Scanned while no check-in was open, oldest first: a person says where they count. */
  readonly held: readonly string[];
  readonly sheet: Sheet | undefined;
  /** What the Devices screen was asked to show and has not taken up yet. */
  readonly devicesWanted: DevicesWanted | undefined;
  readonly scans: readonly ScanLine[];
  /** Scans on their way to the ledger, oldest first. */
  readonly unsaved: readonly string[];
  readonly assembly: Assembly;
  readonly hint: ScanHint | undefined;
  readonly trouble: Trouble | undefined;
  readonly isBusy: boolean;
}

export type AppStore = StoreApi<AppState>;

/** What the window knows before anybody has answered. */
export function createAppStore(start: Partial<AppState> = {}): AppStore {
  return createStore<AppState>()(() => ({
    connection: { kind: 'connecting' },
    shell: { settings: defaultSettings, systemLanguage: 'en', version: '', keepsSecrets: true },
    view: 'bench',
    status: undefined,
    slots: undefined,
    armedSlot: undefined,
    arranging: undefined,
    help: undefined,
    called: undefined,
    restartedAt: undefined,
    stage: { kind: 'scanNext' },
    checkIn: undefined,
    held: [],
    sheet: undefined,
    devicesWanted: undefined,
    scans: [],
    unsaved: [],
    assembly: emptyAssembly,
    hint: undefined,
    trouble: undefined,
    isBusy: false,
    ...start,
  }));
}
