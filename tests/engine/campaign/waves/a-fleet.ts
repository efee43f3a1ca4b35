import type { InputOf, OutputOf } from '../../../../src/contract/calls.ts';
import type { SerialNumber } from '../../../../src/core/identifiers/serial-number.ts';
import { wavesCalls } from '../../../../src/engine/campaign/waves/waves-calls.ts';
import { createListing } from '../../../../src/engine/clouds/listing/listing.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/world/device.ts';
import { cloudsOf } from '../../clouds/sandbox-clouds.ts';
import { aCampaign, type Campaign } from '../a-campaign.ts';

type Name = keyof ReturnType<typeof wavesCalls>;

export interface Fleet extends Campaign {
  /** As the window asks; the failure of a call comes back as its code. */
  ask<Called extends Name>(
    name: Called,
    input: InputOf<Called>,
  ): Promise<OutputOf<Called> | string>;
  /** The same where a failure is none that the test expects. */
  get<Called extends Name>(name: Called, input: InputOf<Called>): Promise<OutputOf<Called>>;
  /** Another engine on the same files, as after a crash: what was in memory is gone. */
  again(): Fleet;
}

/** The sandbox's campaign after both clouds were listed: of no device Apple was asked. */
export async function aListedFleet(): Promise<Fleet> {
  const campaign = aCampaign();
  const { desk, sandbox, clock, done } = campaign;
  const { mirror, policy } = desk;
  const listing = createListing({ ...cloudsOf(sandbox, clock), mirror, clock, policy });
  await done(listing.run());
  return fleetOn(campaign);
}

/** A fleet of so many devices that could migrate, of which Apple's lists alone have told. */
export async function aFleet(count: number): Promise<Fleet> {
  const campaign = aCampaign();
  const { desk, sandbox } = campaign;
  const serials = migratable(campaign, count);
  list(campaign, [...serials, sandbox.stories.cannotKeepData, sandbox.stories.unassigned]);
  await campaign.done(desk.revalidation.ask(sandbox.stories.unassigned, ['tenant'], 'bench'));
  return fleetOn(campaign);
}

function list({ desk, sandbox, clock }: Campaign, serials: readonly SerialNumber[]): void {
  const organizationId = desk.organizations[0]?.id ?? '';
  const read = { source: 'appleList', observedAt: clock.now() } as const;
  for (const serial of serials) {
    const device = sandbox.world.device(serial);
    if (!device) throw new Error(`the sandbox has no ${serial}`);
    const { serviceId, hardware } = device;
    const { family, model } = hardware;
    const member = { state: 'member', organizationId } as const;
    desk.mirror.putAll([
      { serial, kind: 'hardware', fact: { ...read, value: { family, model, imei: [], meid: [] } } },
      { serial, kind: 'membership', fact: { ...read, value: member } },
      { serial, kind: 'assignment', fact: { ...read, value: { organizationId, serviceId } } },
    ]);
  }
}

function fleetOn(campaign: Campaign): Fleet {
  const calls = wavesCalls(campaign.desk, campaign.follow);
  const ask: Fleet['ask'] = async (name, input) => {
    // Each handler takes the input of its own name, which the compiler cannot see through a generic one.
    const handler = calls[name] as (given: typeof input) => unknown;
    const answered = Promise.resolve(handler(input));
    // Only to start a wave asks a cloud: the others need no time to go on.
    const reply = (await (name === 'waves.start' ? campaign.done(answered) : answered)) as
      | { readonly ok: true; readonly value: OutputOf<typeof name> }
      | { readonly ok: false; readonly error: { readonly code: string } };
    return reply.ok ? reply.value : reply.error.code;
  };
  return {
    ...campaign,
    ask,
    async get(name, input) {
      const answer = await ask(name, input);
      if (typeof answer === 'string') throw new Error(answer);
      return answer;
    },
    again: () => fleetOn(campaign),
  };
}

/** On an old service and plain, and in the manifest, so that only Apple's answer is missing: it would be yes. */
export function migratable(campaign: Campaign, count: number): SerialNumber[] {
  const { state } = campaign.sandbox.world;
  const all = [...state.devices.values()].filter((device) => isMigratable(campaign, device));
  if (all.length < count) throw new Error(`the sandbox has only ${all.length} such devices`);
  return all.slice(0, count).map(({ hardware }) => hardware.serial);
}

function isMigratable({ sandbox }: Campaign, device: SimulatedDevice): boolean {
  const { isMigrationCapable, hardware, serviceId } = device;
  const isFormer = sandbox.connections.policy.formerServiceIds.includes(serviceId ?? '');
  const expectation = sandbox.expectations.get(hardware.serial);
  const isKept = expectation && expectation.keepsData !== false && !expectation.isSealedNew;
  return isMigrationCapable && isFormer && isPlain(device) && isKept === true;
}

function isPlain({ quirk, migration, lock, hardware }: SimulatedDevice): boolean {
  return !quirk && !migration && lock === 'NONE' && hardware.family === 'iPhone';
}

/** Apple was asked about these, as a scan does. */
export async function askApple({ desk, done }: Campaign, serials: readonly SerialNumber[]) {
  for (const serial of serials) await done(desk.revalidation.ask(serial, ['device'], 'bench'));
}
