import type { Connections } from '../core/connections.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import type { Clock, DeviceProbe, Fetch, UsbBus } from '../core/ports.ts';
import { MINUTE, type Instant } from '../core/time.ts';
import type { Expectation } from '../core/verdict/case-view.ts';
import { activityLogs } from './apple-cloud/activity-log.ts';
import { appleCloud } from './apple-cloud/apple-cloud.ts';
import { allPracticeKeys } from './apple-cloud/practice-keys.ts';
import { appleSignIn } from './apple-cloud/sign-in.ts';
import { makeBarcodes, OPERATORS, type SheetBarcode } from './campaign/barcodes.ts';
import { makeManifest } from './campaign/manifest.ts';
import { BEARERS, connections, HOSTS } from './campaign/organization.ts';
import type { StoryName } from './campaign/stories.ts';
import type { VirtualClock } from './clock.ts';
import { createNetwork } from './http/network.ts';
import { microsoftCloud } from './microsoft-cloud/microsoft-cloud.ts';
import { microsoftSignIn } from './microsoft-cloud/sign-in.ts';
import { downloadTokenFile } from './microsoft-cloud/token-renewal.ts';
import { createExitRecovery } from './usb/exit-recovery.ts';
import { createHands, type Hands } from './usb/handling.ts';
import { createSimulatedProbe } from './usb/probe.ts';
import { createUsbHub } from './usb/usb-hub.ts';
import { openWorld } from './world/open-world.ts';
import type { World } from './world/world.ts';

/** Monday 23 November 2026, 08:00 UTC: the morning on which the campaign of the sandbox begins. */
export const SANDBOX_START: Instant = Date.UTC(2026, 10, 23, 8);
const DEFAULT_SEED = 1;
const LATENCY = [60, 240] as const;
const NO_LATENCY = [0, 0] as const;

export interface SandboxOptions {
  readonly seed?: number;
  readonly startAt?: Instant;
  /** What an earlier sandbox gave back from `save`; seed and start are then taken from there. */
  readonly saved?: string | undefined;
  /** Called when something changed that is worth saving, and every minute, since time is worth saving as well. */
  readonly onChange?: () => void;
  /** A clock of the caller's, for tests; clouds then answer without delay. It must stand at the saved time. */
  readonly clock?: VirtualClock;
}

export interface Sandbox {
  readonly clock: VirtualClock;
  readonly fetch: Fetch;
  readonly usb: UsbBus;
  readonly probe: DeviceProbe;
  readonly connections: Connections;
  /** Good at any time, without a sign-in. */
  readonly bearer: { readonly apple: string; readonly microsoft: string };
  /** The private keys (PEM) of the API accounts, by organization. */
  readonly practiceKeys: { readonly apple: Readonly<Record<string, string>> };
  /** CSV. */
  readonly manifest: string;
  readonly expectations: Map<SerialNumber, Expectation>;
  readonly assetTags: Map<string, SerialNumber>;
  readonly operators: readonly { readonly badge: string; readonly name: string }[];
  readonly barcodes: readonly SheetBarcode[];
  readonly stories: Readonly<Record<StoryName, SerialNumber>>;
  readonly controls: Hands & {
    setOnline(isOnline: boolean): void;
    /** The token file (S/MIME text) that Apple's portal would hand out now; undefined for an unknown token. */
    tokenFile(tokenId: string): string | undefined;
  };
  /** For tests: the state itself, and its faults. */
  readonly world: World;
  save(): string;
}

/** A world without a network: both clouds, a USB hub and 2,000 devices, the same for the same seed and start. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed = DEFAULT_SEED, startAt = SANDBOX_START, saved, onChange, clock: given } = options;
  const notify = () => {
    hub.refresh();
    probe.refresh();
    onChange?.();
  };
  const { world, clock, save } = openWorld({
    seed,
    startAt,
    saved,
    clock: given,
    onChange: notify,
  });
  const hub = createUsbHub(world);
  const probe = createSimulatedProbe(world);
  const manifest = makeManifest(world.campaign);
  if (onChange) keepTime(clock, onChange);
  return {
    clock,
    world,
    save,
    fetch: connect(world, given ? NO_LATENCY : LATENCY),
    usb: { ...hub.bus, exitRecovery: createExitRecovery(world, createHands(world)) },
    probe: probe.probe,
    connections,
    bearer: BEARERS,
    get practiceKeys() {
      return { apple: allPracticeKeys() };
    },
    manifest: manifest.csv,
    expectations: manifest.expectations,
    assetTags: manifest.assetTags,
    operators: OPERATORS,
    barcodes: makeBarcodes(world.campaign, manifest.assetTags),
    stories: world.campaign.stories,
    controls: controlsOf(world),
  };
}

/** Otherwise a sandbox that is killed would begin again long before what was seen in it. */
function keepTime(clock: Clock, save: () => void): void {
  clock.after(MINUTE, () => {
    save();
    keepTime(clock, save);
  });
}

function connect(world: World, latency: readonly [number, number]): Fetch {
  const clouds = {
    [HOSTS.appleApi]: appleCloud,
    [HOSTS.appleSignIn]: appleSignIn,
    [HOSTS.appleLogs]: activityLogs,
    [HOSTS.graph]: microsoftCloud,
    [HOSTS.microsoftSignIn]: microsoftSignIn,
  };
  return createNetwork(world, { clouds, hostsWithFewStreams: [HOSTS.appleApi], latency });
}

function controlsOf(world: World): Sandbox['controls'] {
  return {
    ...createHands(world),
    tokenFile: (tokenId) => downloadTokenFile(world, tokenId),
    setOnline(isOnline) {
      world.state.isOnline = isOnline;
      world.touch();
    },
  };
}
