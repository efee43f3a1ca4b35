import { NAMED_SERIALS, type Wave, type WaveTroubleView } from '../../../contract/waves.ts';
import {
  findingOf,
  hasWaveEnded,
  isToStart,
  type WaveFinding,
  type WaveState,
} from '../../../core/campaign/wave-state.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Desk } from '../../desk/desk.ts';
import { createNewsReader, type NewsReader } from './migration-news.ts';
import { openWaveStore, type DeviceRow, type WaveRow, type WaveStore } from './wave-store.ts';

export interface Found {
  readonly serial: SerialNumber;
  readonly finding: WaveFinding;
}

/** The waves as they stand on disk, with what jobs and ledger say of their devices. */
export interface WaveBoard {
  readonly store: WaveStore;
  readonly news: NewsReader;
  /** Waves that are being started at this moment. */
  readonly starting: Set<string>;
  findings(devices: readonly DeviceRow[]): Promise<readonly Found[]>;
  views(): Promise<Wave[]>;
}

export function createWaveBoard(desk: Desk): WaveBoard {
  const { ledger, clock } = desk;
  const store = openWaveStore(ledger.database);
  const news = createNewsReader(ledger.database);
  const starting = new Set<string>();

  async function findings(devices: readonly DeviceRow[]): Promise<readonly Found[]> {
    const since = devices.reduce((least, device) => Math.min(least, device.since), news.length());
    const newest = await news.read(since);
    const migrating = serialsMigrating(desk);
    return devices.map((device) => ({
      serial: device.serial,
      finding: findingOf(device, {
        news: newest.get(device.serial),
        hasJob: migrating.has(device.serial),
        isStarting: starting.has(device.waveId),
      }),
    }));
  }
  return {
    store,
    news,
    starting,
    findings,
    async views() {
      const devices = store.devices();
      const found = await findings(devices);
      const perWave = Map.groupBy(found, (_found, place) => devices[place]?.waveId ?? '');
      return store.waves().map((wave) => {
        const own = perWave.get(wave.id) ?? [];
        const view = viewOf(wave, own, starting.has(wave.id));
        if (view.startedAt === null || view.endedAt !== null || !hasWaveEnded(view.counts))
          return view;
        const endedAt = clock.now();
        store.end(wave.id, endedAt);
        return { ...view, endedAt };
      });
    },
  };
}

/** In whose migration jobs have a hand yet; such a job holds a hundred, as many as its view names. */
function serialsMigrating({ jobs }: Desk): ReadonlySet<SerialNumber> {
  const open = jobs
    .views()
    .filter(({ kind }) => kind === 'migrate')
    .flatMap(({ members }) => members.filter(({ outcome }) => outcome === 'open'));
  return new Set(open.map(({ serial }) => serial));
}

function viewOf(wave: WaveRow, found: readonly Found[], isStarting: boolean): Wave {
  const counts = { planned: 0, queued: 0, migrating: 0, inIntune: 0, failed: 0, refused: 0 };
  for (const { finding } of found) counts[finding.state satisfies WaveState] += 1;
  return {
    ...wave,
    isStarting,
    devices: found.length,
    counts,
    troubles: troublesOf(found),
    toStart: found.filter(({ finding }) => isToStart(finding)).length,
  };
}

/** The most frequent first. */
function troublesOf(found: readonly Found[]): WaveTroubleView[] {
  const groups = new Map<string, WaveTroubleView>();
  for (const { serial, finding } of found) {
    if (!finding.trouble) continue;
    const { kind, reason } = finding.trouble;
    const key = `${kind} ${reason}`;
    const known = groups.get(key) ?? { kind, reason, count: 0, serials: [] };
    known.count += 1;
    if (known.serials.length < NAMED_SERIALS) known.serials.push(serial);
    groups.set(key, known);
  }
  return [...groups.values()].toSorted((one, other) => other.count - one.count);
}
