import {
  type Profile,
  type TenantFactKind,
  type TenantFacts,
  tenantFactsSchema,
  type Token,
} from '../../core/facts/tenant-facts.ts';
import type { Clock } from '../../core/ports.ts';
import type { Database } from './database.ts';
import { revive, type StoredFact, type TenantFactOf } from './fact-row.ts';
import { latestCredible, NEWER_WINS } from './fact-table.ts';

export type KnownTenant = Omit<TenantFacts, 'isOnline'>;

/** What is true for the whole bench. */
export interface TenantTable {
  read(): KnownTenant;
  /** Tokens keep the syncs, and profiles the moment, that earlier readings saw. */
  write<Kind extends TenantFactKind>(kind: Kind, fact: TenantFactOf<Kind>): void;
}

const SYNCS_KEPT = 10;
/** Whether the clouds can be asked now is no fact of the mirror. */
const storedTenantSchema = tenantFactsSchema.omit({ isOnline: true });

export function createTenantTable(database: Database, clock: Clock): TenantTable {
  const readAll = database.prepare('SELECT kind, value, source, observed_at FROM tenant_fact');
  const upsert = database.prepare(`
    INSERT INTO tenant_fact (kind, value, source, observed_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, source = excluded.source,
      observed_at = excluded.observed_at ${NEWER_WINS}`);
  const read = (): KnownTenant => parseTenant(readAll.all() as StoredFact[]);
  return {
    read,
    write(kind, fact) {
      const value = remembering(kind, fact.value, read);
      const about = [kind, JSON.stringify(value), fact.source, fact.observedAt];
      upsert.run(...about, latestCredible(clock));
    },
  };
}

/** One kind, its own value: the compiler loses the tie between the two. */
function remembering(kind: TenantFactKind, value: unknown, read: () => KnownTenant): unknown {
  if (kind === 'tokens') return rememberSyncs(read(), value as Token[]);
  return kind === 'profiles' ? rememberFirstSight(read(), value as Profile[]) : value;
}

/** A profile is as old as the first reading that showed it under its token. */
function rememberFirstSight(known: KnownTenant, profiles: readonly Profile[]): Profile[] {
  const before = new Map(known.profiles?.value.map((profile) => [keyOf(profile), profile]));
  return profiles.map((profile) => {
    const firstSeenAt = before.get(keyOf(profile))?.firstSeenAt ?? profile.firstSeenAt;
    return { ...profile, ...(firstSeenAt !== undefined && { firstSeenAt }) };
  });
}

function keyOf({ tokenId, id }: Profile): string {
  return `${tokenId} ${id}`;
}

/** Adds the syncs known before to each token: distinct, newest first, at most ten. */
function rememberSyncs(known: KnownTenant, tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const before = known.tokens?.value.find((other) => other.id === token.id)?.recentSyncs ?? [];
    const all = [...new Set([...token.recentSyncs, ...before])];
    return { ...token, recentSyncs: all.toSorted((a, b) => b - a).slice(0, SYNCS_KEPT) };
  });
}

function parseTenant(rows: readonly StoredFact[]): KnownTenant {
  const entries = rows.map((row) => [row.kind, revive(row)] as const);
  const whole = storedTenantSchema.safeParse(Object.fromEntries(entries));
  if (whole.success) return whole.data;
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]));
  return storedTenantSchema.parse(
    Object.fromEntries(entries.filter(([kind]) => !broken.has(kind))),
  );
}
