import { cleanText } from '../clean-text.ts';
import type { Outcome } from '../failure.ts';
import { textOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { fail } from '../result.ts';
import type { Channel } from './channel.ts';
import { deviceFailure } from './device-error.ts';

/** Asks lockdown; the outcome is its reply, unless the device refused. */
export type Ask = (name: string, fields?: PlistDict) => Promise<Outcome<PlistDict>>;

/** Requests to lockdown in the name of a program. */
export function askingOver(channel: Channel, label: string): Ask {
  return async (name, fields = {}) => {
    const reply = await channel.ask({ ...fields, Request: name, Label: label });
    if (!reply.ok) return reply;
    const answered = textOf(reply.value, 'Request') ?? name;
    if (answered !== name) {
      // An answer too many or too few: every later one would belong to another question.
      channel.close();
      return fail({ code: 'malformed', text: `an answer to ${cleanText(answered)}` });
    }
    return refusalIn(reply.value) ?? reply;
  };
}

function refusalIn(reply: PlistDict): Outcome<never> | undefined {
  const error = textOf(reply, 'Error');
  if (error !== undefined) return fail(deviceFailure(error));
  const result = textOf(reply, 'Result') ?? 'Success';
  return result === 'Success' ? undefined : fail(deviceFailure(result));
}
