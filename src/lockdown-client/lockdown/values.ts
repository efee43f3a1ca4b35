import type { Outcome } from '../failure.ts';
import { textOf } from '../plist/fields.ts';
import type { PlistValue } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';
import type { Ask } from './ask.ts';
import { deviceFailure } from './device-error.ts';

/** Which value: without a key the whole domain, without a domain one of the device itself. */
export interface ValueName {
  readonly domain?: string;
  readonly key?: string;
}

export async function queryType(ask: Ask): Promise<Outcome<string>> {
  const reply = await ask('QueryType');
  if (!reply.ok) return reply;
  const type = textOf(reply.value, 'Type');
  return type === undefined ? fail({ code: 'malformed', text: 'no type' }) : succeed(type);
}

export async function getValue(ask: Ask, { domain, key }: ValueName): Promise<Outcome<PlistValue>> {
  const reply = await ask('GetValue', { Domain: domain, Key: key });
  if (!reply.ok) return reply;
  const value = reply.value['Value'];
  if (value !== undefined) return succeed(value);
  // Of an empty domain some devices tell nothing, and call it a success.
  return key === undefined ? succeed({}) : fail(deviceFailure('MissingValue'));
}
