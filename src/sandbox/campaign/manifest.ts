import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Expectation } from '../../core/verdict/case-view.ts';
import type { Campaign, CampaignEntry } from './campaign.ts';
import { profileId, type Site } from './organization.ts';
import people from './people.json' with { type: 'json' };
import type { ManifestWish } from './stories.ts';

const COLUMNS = [
  'serial',
  'asset tag',
  'family',
  'box',
  'destination',
  'keeps data',
  'sealed new',
  'profile',
] as const;
const DEVICES_PER_BOX = 20;

/** The list of devices that the depot expects, and what it says, by serial and by asset tag. */
export interface Manifest {
  readonly csv: string;
  readonly expectations: Map<SerialNumber, Expectation>;
  readonly assetTags: Map<string, SerialNumber>;
}

export function makeManifest(campaign: Campaign): Manifest {
  const expected = campaign.entries.flatMap((entry, place) =>
    entry.expected ? [lineOf(entry, place, entry.expected.site ?? entry.site)] : [],
  );
  const rows = expected.map(({ cells }) => cells.join(','));
  return {
    csv: `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`,
    expectations: new Map(expected.map(({ serial, expectation }) => [serial, expectation])),
    assetTags: new Map(expected.map(({ serial, assetTag }) => [assetTag, serial])),
  };
}

function lineOf(entry: CampaignEntry, place: number, site: Site) {
  const { serial, family } = entry.device.hardware;
  const expected = entry.expected ?? {};
  const assetTag = `ALD-${10_000 + place}`;
  const cells = [serial, assetTag, family, ...destinationOf(place, site), ...marksOf(expected)];
  return { serial, assetTag, cells, expectation: expectationOf(expected, site) };
}

/** Its box, and where the box goes. */
function destinationOf(place: number, site: Site): [string, string] {
  const box = Math.floor(place / DEVICES_PER_BOX);
  const places = people[site];
  return [`BOX ${String(box + 1).padStart(3, '0')}`, places[box % places.length] ?? site];
}

function marksOf({ keepsData, isSealedNew, profile = '' }: ManifestWish): [string, string, string] {
  return [keepsData ? 'yes' : 'no', isSealedNew ? 'yes' : 'no', profile];
}

function expectationOf({ keepsData, isSealedNew, profile }: ManifestWish, site: Site): Expectation {
  return {
    targetId: site,
    ...(keepsData ? { keepsData } : {}),
    ...(isSealedNew ? { isSealedNew } : {}),
    ...(profile ? { profileIds: [profileId(profile)] } : {}),
  };
}
