import type { ManifestRow } from '../../core/sessions/manifest-row.ts';
import type { Expectation } from '../../core/verdict/case-view.ts';
import type { Roster } from '../desk/desk.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { openManifestStore, type ManifestStore } from './manifest-store.ts';

/** The manifests of this bench; those count that its ledger says were taken. */
export function manifestsOf({ database, ofTypes }: Ledger): ManifestStore {
  const taken = ofTypes(['manifestTaken', 'undone']);
  const undone = new Set(
    taken.flatMap((event) => (event.type === 'undone' ? event.data.eventId : [])),
  );
  const counted = taken.flatMap((event) =>
    event.type === 'manifestTaken' && !undone.has(event.id) ? event.data.manifestId : [],
  );
  return openManifestStore(database, counted);
}

/** What is expected of devices by the manifests, and where they say nothing by what was known before. */
export function withManifests(roster: Roster, manifests: ManifestStore, mirror: Mirror): Roster {
  return {
    expectationOf(serial) {
      const row = manifests.newestOf(serial);
      const known = roster.expectationOf(serial);
      return row ? { ...known, ...expectationIn(row, mirror) } : known;
    },
    serialsOfAssetTag: (tag) => [
      ...new Set([...manifests.serialsOfTag(tag), ...roster.serialsOfAssetTag(tag)]),
    ],
    nameOfBadge: (badge) => roster.nameOfBadge(badge),
  };
}

function expectationIn(row: ManifestRow, mirror: Mirror): Expectation {
  const { isSealedNew, keepsData, isReleased, site, profile } = row;
  return {
    ...(isSealedNew !== undefined && { isSealedNew }),
    ...(keepsData !== undefined && { keepsData }),
    ...(isReleased !== undefined && { isReleased }),
    ...(site !== undefined && { group: site }),
    ...(profile !== undefined && { profileIds: idsOf(profile, mirror) }),
  };
}

/** A profile that nobody knows by that name is allowed by none: the device waits for somebody who knows. */
function idsOf(profile: string, mirror: Mirror): string[] {
  const names = profile.split(/[;|]/).map((name) => name.trim().toLowerCase());
  const profiles = mirror.tenant().profiles?.value ?? [];
  return profiles.filter(({ name }) => names.includes(name.toLowerCase())).map(({ id }) => id);
}
