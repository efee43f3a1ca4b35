import type { ICachePlugin } from '@azure/msal-node';
import { z } from 'zod';
import { SECRET } from '../../../core/connections.ts';
import type { SecretStore } from '../../../core/ports.ts';
import { parsed } from '../http/lenient.ts';

/** What MSAL wants to find again, in the secret store and nowhere else; in memory where the store loses it. */
export interface MsalCache {
  readonly plugin: ICachePlugin;
  read(): Promise<string | undefined>;
  /** Removes it; what MSAL still writes afterwards is thrown away. */
  forget(): Promise<void>;
}

export function createMsalCache(secrets: SecretStore): MsalCache {
  let kept: string | undefined;
  let isForgotten = false;

  async function read(): Promise<string | undefined> {
    if (isForgotten) return undefined;
    // A store that cannot be read has nobody signed in.
    kept ??= usable(await secrets.read(SECRET.microsoftCache).catch(() => undefined));
    return kept;
  }
  return {
    read,
    plugin: {
      async beforeCacheAccess(context) {
        const text = await read();
        if (text !== undefined) context.tokenCache.deserialize(text);
      },
      async afterCacheAccess(context) {
        if (!context.cacheHasChanged || isForgotten) return;
        kept = context.tokenCache.serialize();
        // A store that refuses it only means that the next run must sign in anew.
        await secrets.write(SECRET.microsoftCache, kept).catch(() => undefined);
      },
    },
    async forget() {
      isForgotten = true;
      kept = undefined;
      await secrets.remove(SECRET.microsoftCache);
    },
  };
}

/** Who is signed in, as the cache tells it without MSAL. `scopes` as they were granted, with their prefix. */
export interface CachedSession {
  readonly homeAccountId: string;
  readonly account: string;
  readonly scopes: readonly string[];
}

const entries = <T>(row: z.ZodType<T>) => z.record(z.string(), row).catch({});
const cacheSchema = z.object({
  Account: entries(z.object({ home_account_id: z.string(), username: z.string().default('') })),
  RefreshToken: entries(z.object({ home_account_id: z.string(), client_id: z.string() })),
  AccessToken: entries(
    z.object({ home_account_id: z.string(), client_id: z.string(), target: z.string() }),
  ),
});

/** The account that has a refresh token of this application; undefined when nobody is signed in. */
export function cachedSession(
  text: string | undefined,
  clientId: string,
): CachedSession | undefined {
  const cache = parsed(cacheSchema, jsonOf(text));
  if (!cache) return undefined;
  const owner = Object.values(cache.RefreshToken).find((row) => row.client_id === clientId);
  const account = Object.values(cache.Account).find(
    (row) => row.home_account_id === owner?.home_account_id,
  );
  if (!account) return undefined;
  const { home_account_id: homeAccountId, username } = account;
  const tokens = Object.values(cache.AccessToken).filter(
    (row) => row.client_id === clientId && row.home_account_id === homeAccountId,
  );
  const scopes = tokens.flatMap(({ target }) => target.split(' '));
  return { homeAccountId, account: username, scopes: [...new Set(scopes)] };
}

function usable(text: string | undefined): string | undefined {
  return parsed(z.looseObject({}), jsonOf(text)) ? text : undefined;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
