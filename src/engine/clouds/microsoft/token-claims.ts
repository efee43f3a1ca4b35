import { z } from 'zod';
import { SECOND, type Instant } from '../../../core/time.ts';
import { parsed, text, texts } from '../http/lenient.ts';

/** What an access token says of itself. Only for showing: Graph alone knows whether it is true. */
export interface TokenClaims {
  readonly account: string | undefined;
  /** Delegated scopes or application roles. */
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | undefined;
}

const payloadSchema = z.object({
  exp: z.number().positive().optional().catch(undefined),
  scp: text,
  roles: texts,
  upn: text,
  unique_name: text,
  app_displayname: text,
});

/** Nothing is known of a token that is no JWT. */
export function readTokenClaims(token: string): TokenClaims {
  const payload = parsed(payloadSchema, payloadOf(token));
  const { exp, scp = '', roles = [] } = payload ?? {};
  return {
    account: payload?.upn ?? payload?.unique_name ?? payload?.app_displayname,
    scopes: [...scp.split(' ').filter((scope) => scope !== ''), ...roles],
    expiresAt: exp === undefined ? undefined : Math.floor(exp * SECOND),
  };
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}
