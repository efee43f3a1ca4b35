import type { Organization, Tenant } from '../../core/connections.ts';
import type { Clock, Fetch, OpenBrowser, SecretStore } from '../../core/ports.ts';
import { readKey } from './apple/kept-key.ts';
import { createAppleSignIn, type AppleSignIn } from './apple/sign-in.ts';
import { createMicrosoftSignIn, type MicrosoftSignIn } from './microsoft/sign-in.ts';
import { createLimiter, type Limiter } from './quota/limiter.ts';
import { appleLimits, microsoftLimits } from './quota/limits.ts';
import type { QuotaMemory } from './quota/quota-memory.ts';

/** What one account keeps while the connections around it change: who is signed in, and what of its quota is spent. */
export interface Account<SignIn> {
  readonly signIn: SignIn;
  readonly limiter: Limiter;
}

/** The accounts of both clouds. The same account asked for again is the same one. */
export interface Accounts {
  apple(organization: Organization): Account<AppleSignIn>;
  microsoft(tenant: Tenant): Account<MicrosoftSignIn>;
}

export interface AccountsOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly openBrowser: OpenBrowser;
  /** A token for Graph that another tool has got; absent where nobody gave one. */
  readonly givenToken?: string | undefined;
  /** Stands for the sign-in where the world has an account of its own. */
  readonly microsoftSignIn?: MicrosoftSignIn | undefined;
  readonly quotaMemory: QuotaMemory;
  readonly log: (line: string) => void;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { clock, quotaMemory: memory } = options;
  const limiters = new Map<string, Limiter>();
  const appleSignIns = new Map<string, AppleSignIn>();
  const microsoftSignIns = new Map<string, MicrosoftSignIn>();
  return {
    apple(organization) {
      const { id, clientId, keyId, tokenUrl, kind } = organization;
      const own = memoryOfAccount(memory, organization);
      const rules = () => createLimiter({ clock, rules: appleLimits(id), memory: own });
      const signIn = () => signInAtApple(options, organization);
      return {
        limiter: kept(limiters, `apple ${id}`, rules),
        signIn: kept(appleSignIns, JSON.stringify([id, clientId, keyId, tokenUrl, kind]), signIn),
      };
    },
    microsoft(tenant) {
      const rules = () => createLimiter({ clock, rules: microsoftLimits(tenant.tenantId), memory });
      const signIn = () => options.microsoftSignIn ?? createMicrosoftSignIn({ ...options, tenant });
      return {
        limiter: kept(limiters, `microsoft ${tenant.tenantId}`, rules),
        signIn: kept(microsoftSignIns, JSON.stringify(tenant), signIn),
      };
    },
  };
}

/**
 * What was spent is kept under the client ID as well: an organization that is removed and connected anew gets another id
 * here, but at Apple it is the same, whose last hour still counts.
 */
function memoryOfAccount(memory: QuotaMemory, { clientId }: Organization): QuotaMemory {
  const account = `apple account ${clientId}`;
  return {
    read(name) {
      const earlier = memory.read(account);
      // From then on it is its own: whoever else has this client ID goes on writing to the other.
      if (memory.read(name).length === 0 && earlier.length > 0) memory.write(name, earlier);
      return memory.read(name);
    },
    write(name, startedAt) {
      memory.write(name, startedAt);
      memory.write(account, startedAt);
    },
  };
}

function signInAtApple(
  { fetch, clock, secrets }: AccountsOptions,
  organization: Organization,
): AppleSignIn {
  const key = () => readKey(secrets, organization);
  return createAppleSignIn({ organization, fetch, clock, readKey: key });
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key) ?? make();
  all.set(key, known);
  return known;
}
