import { z } from 'zod';
import { failure, success, type Result } from '../../../core/result.ts';
import { cause, type Cause, type CauseCode } from '../../../core/setup/checks.ts';
import { DAY, HOUR, SECOND, type Instant } from '../../../core/time.ts';
import { safeDetail } from '../http/cloud-failure.ts';
import { parsed, text } from '../http/lenient.ts';
import type { HttpAnswer } from '../http/network-cause.ts';

/** Why there is no sign-in. */
export interface SignInFailure {
  readonly cause: Cause;
  /** Apple's own words; never a secret. */
  readonly detail?: string;
  /** When it may be tried again (bench clock), if that is known. */
  readonly retryAt?: Instant;
}

interface Granted {
  readonly value: string;
  /** In milliseconds. */
  readonly lifetime: number;
}

/** What Apple's token endpoint answered: a token, or what it has against the request. */
export function readTokenAnswer(
  answer: HttpAnswer,
  assertion: string,
): Result<Granted, SignInFailure> {
  const body = parseJson(answer.body);
  if (answer.status >= 200 && answer.status < 300) return readToken(body);
  return failure(readRefusal(answer.status, body, assertion));
}

/** Goes into a header as it is. */
const tokenSchema = z.object({
  access_token: z
    .string()
    .max(16_000)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce
    .number()
    .positive()
    .catch(HOUR / SECOND),
});

function readToken(body: unknown): Result<Granted, SignInFailure> {
  const token = parsed(tokenSchema, body);
  if (!token) {
    const detail = 'There is no token in the answer.';
    return failure({ cause: cause('unexpectedAnswer'), detail });
  }
  return success({
    value: token.access_token,
    lifetime: Math.min(token.expires_in * SECOND, DAY),
  });
}

/** The codes are those of RFC 6749 §5.2. */
const CAUSES: Readonly<Record<string, CauseCode>> = {
  invalid_client: 'invalidClient',
  invalid_grant: 'invalidClient',
  unauthorized_client: 'invalidClient',
  invalid_scope: 'clientIdOtherKind',
  invalid_request: 'unexpectedAnswer',
  unsupported_grant_type: 'unexpectedAnswer',
};

const refusalSchema = z.object({ error: text, error_description: text });

function readRefusal(status: number, body: unknown, assertion: string): SignInFailure {
  const { error, error_description: description } = parsed(refusalSchema, body) ?? {};
  const words = [error, description].filter((part) => part !== undefined);
  const detail = [`HTTP ${status}`, ...words].join(': ');
  return {
    cause: cause(causeOfRefusal(status, error, words.join(' '))),
    detail: safeDetail(detail.replaceAll(/[\w-]+\.[\w-]+\.[\w-]{20,}/g, '…'), assertion),
  };
}

/** Too many tokens: Apple answers 400 and names no error of its own (docs/protocol/apple-business.md#sign-in). */
function causeOfRefusal(status: number, error: string | undefined, words: string): CauseCode {
  if (/T_C_NOT_SIGNED|\bterms\b/i.test(words)) return 'termsUnsigned';
  if (/too.many|slow.down|rate.?limit/i.test(words)) return 'tooManySignIns';
  const known = CAUSES[error ?? ''];
  if (known) return known;
  if (status === 401) return 'invalidClient';
  return status === 400 ? 'tooManySignIns' : 'unexpectedAnswer';
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
