import type { SignIn } from '../../contract/connections.ts';
import type { Connections } from '../../core/connections.ts';
import { failure, success } from '../../core/result.ts';
import type { RunwayInput, SignInState } from '../../core/runway/input.ts';
import type { Clouds } from '../clouds/connect.ts';
import type { ConnectionHolder } from '../connected.ts';
import type { Desk } from '../desk/desk.ts';
import type { Follow } from '../desk/follow.ts';
import type { Handlers } from '../engine.ts';
import { orderReset } from './order-reset.ts';
import {
  assignMany,
  cancelMigrationMany,
  changeDeadlineMany,
  migrateMany,
  wipeMany,
} from './queue-work.ts';
import { quotaView } from './quota-view.ts';
import { readCodes } from './read-codes.ts';
import { readList } from './read-list.ts';
import { runwayOf, type RunwayParts } from './runway-of.ts';

export interface CampaignParts {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly connections: ConnectionHolder;
}

type Calls = Pick<Handlers, Extract<keyof Handlers, `campaign.${string}`>>;

/** What the campaign screen and the command line ask for beyond one device. */
export function campaignCalls(parts: CampaignParts): Calls {
  return { ...viewCalls(parts), ...jobCalls(parts), ...workCalls(parts) };
}

function viewCalls(parts: CampaignParts) {
  const { desk, connections } = parts;
  const listing = () => connections.current().clouds.listing;
  return {
    'campaign.runway': async () => success(await runwayOf(runwayParts(parts))),
    'campaign.jobs': () => success(desk.jobs.views()),
    'campaign.quota': () => success(quotaView(connections.current().clouds)),
    'campaign.listing': () => success(listing().state()),
    'campaign.pauseListing': ({ isPaused }) => {
      if (isPaused) listing().pause();
      else listing().resume();
      return success(listing().state());
    },
    'campaign.listNow': () => {
      listing().listNow();
      return success(listing().state());
    },
  } satisfies Partial<Calls>;
}

function jobCalls({ desk }: CampaignParts) {
  return {
    'campaign.retryJob': ({ id }) => desk.jobs.retry(id),
    'campaign.cancelJob': ({ id }) => desk.jobs.cancel(id),
    'campaign.sync': ({ targetId }) => {
      const target = desk.policy.targets.find((each) => each.id === targetId);
      return target ? success(desk.jobs.sync(target)) : failure({ code: 'notConnected' });
    },
  } satisfies Partial<Calls>;
}

function workCalls({ desk, follow }: CampaignParts) {
  return {
    'campaign.readCodes': ({ codes }) => readCodes(desk, codes),
    'campaign.readList': ({ text }) => readList(text),
    'campaign.assign': (input) => assignMany(desk, follow, input),
    'campaign.migrate': (input) => migrateMany(desk, follow, input),
    'campaign.changeDeadline': (input) => changeDeadlineMany(desk, follow, input),
    'campaign.cancelMigration': (input) => cancelMigrationMany(desk, follow, input),
    'campaign.orderReset': (input) => orderReset(desk, follow, input),
    'campaign.wipe': (input) => wipeMany(desk, follow, input),
  } satisfies Partial<Calls>;
}

/** What the runway of this engine is read from. */
export function runwayParts({ desk, connections }: CampaignParts): RunwayParts {
  const { connections: known, clouds } = connections.current();
  const { ledger, mirror, clock, jobs } = desk;
  return {
    connections: () => known,
    ledger,
    mirror,
    jobs,
    clock,
    signIn: () => signInsOf(clouds, known),
    isListed: () => clouds.listing.state().finishedAt !== undefined,
  };
}

function signInsOf({ signIns }: Clouds, { organizations }: Connections): RunwayInput['signIn'] {
  const apple = organizations.map(({ id }) => [id, signIns.apple(id)?.state() ?? 'never'] as const);
  return { apple: Object.fromEntries(apple), microsoft: stateOf(signIns.microsoft?.state()) };
}

function stateOf(signIn: SignIn | undefined): SignInState {
  if (signIn?.kind === 'failed') return signIn.cause.code;
  if (signIn?.kind === 'signedOut') return 'signedOut';
  return signIn?.kind === 'signedIn' ? 'good' : 'never';
}
