import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineCallName, OutputOf } from '../../../../contract/calls.ts';
import type { FailureCode } from '../../../../contract/protocol.ts';
import type { EngineClient } from '../../../app/engine-client.ts';

/** What the screen shows. What was known stays when a later question fails. */
export interface Campaign {
  readonly runway: OutputOf<'campaign.runway'> | undefined;
  readonly jobs: OutputOf<'campaign.jobs'> | undefined;
  readonly quota: OutputOf<'campaign.quota'> | undefined;
  readonly listing: OutputOf<'campaign.listing'> | undefined;
  readonly clouds: OutputOf<'connections.read'> | undefined;
  /** Why the last round of questions was not answered whole. */
  readonly failures: readonly FailureCode[];
}

const QUESTIONS = {
  runway: 'campaign.runway',
  jobs: 'campaign.jobs',
  quota: 'campaign.quota',
  listing: 'campaign.listing',
  clouds: 'connections.read',
} as const satisfies Partial<Record<keyof Campaign, EngineCallName>>;

export interface CampaignFeed {
  readonly store: StoreApi<Campaign>;
  /** Asks everything anew; during a round one more follows it, however often this is called. */
  refresh(): void;
  /** Follows the engine's news until the returned function is called. */
  follow(): () => void;
}

const EVERY = 15_000;
/** News may come every half second; nobody reads faster than this. */
const REST = 1_500;

export function createCampaignFeed(engine: EngineClient): CampaignFeed {
  const store = createStore<Campaign>()(() => ({
    runway: undefined,
    jobs: undefined,
    quota: undefined,
    listing: undefined,
    clouds: undefined,
    failures: [],
  }));
  const refresh = oneByOne(() => readAll(engine, store));
  return {
    store,
    refresh,
    follow() {
      refresh();
      const isSeen = () => document.visibilityState === 'visible';
      const timer = setInterval(() => isSeen() && refresh(), EVERY);
      const onSeen = () => isSeen() && refresh();
      document.addEventListener('visibilitychange', onSeen);
      const stops = [
        engine.onNews('campaign.jobsChanged', (jobs) => {
          store.setState({ jobs });
          refresh();
        }),
        engine.onNews('status.changed', refresh),
        engine.onNews('connections.changed', (clouds) => store.setState({ clouds })),
      ];
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', onSeen);
        for (const stop of stops) stop();
      };
    },
  };
}

async function readAll(engine: EngineClient, store: StoreApi<Campaign>): Promise<void> {
  const names = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];
  const failures = await Promise.all(
    names.map(async (name) => {
      const answer = await engine.ask(QUESTIONS[name], {});
      if (!answer.ok) return [answer.error.code];
      store.setState({ [name]: answer.value });
      return [];
    }),
  );
  store.setState({ failures: [...new Set(failures.flat())] });
}

/** Runs never overlap; a wish during one is granted once, after a rest. */
function oneByOne(run: () => Promise<void>): () => void {
  let isRunning = false;
  let isWished = false;
  const begin = async () => {
    isRunning = true;
    isWished = false;
    await run();
    await new Promise((resolve) => setTimeout(resolve, REST));
    isRunning = false;
    if (isWished) void begin();
  };
  return () => {
    isWished = true;
    if (!isRunning) void begin();
  };
}
