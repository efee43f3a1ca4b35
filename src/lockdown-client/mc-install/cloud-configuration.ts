import type { Outcome } from '../failure.ts';
import type { Channel } from '../lockdown/channel.ts';
import { deviceFailure } from '../lockdown/device-error.ts';
import { dictOf, dictsOf, textOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';

/** The name of the service for `startService`. */
export const mcInstall = 'com.apple.mobile.MCInstall';

/** What the device holds of an enrolment; holding none is an answer of its own. */
export type CloudConfiguration =
  | { readonly isHeld: false }
  | { readonly isHeld: true; readonly configuration: PlistDict };

/** Asks MCInstall, over the channel that `startService` gave: docs/protocol/apple-usb.md#cloud-configuration. */
export async function cloudConfiguration(channel: Channel): Promise<Outcome<CloudConfiguration>> {
  const reply = await channel.ask({ RequestType: 'GetCloudConfiguration' });
  if (!reply.ok) return reply;
  if (textOf(reply.value, 'Status') !== 'Acknowledged')
    return fail(deviceFailure(reasonIn(reply.value)));
  if (!Object.hasOwn(reply.value, 'CloudConfiguration')) return succeed({ isHeld: false });
  const configuration = dictOf(reply.value, 'CloudConfiguration');
  return configuration === undefined
    ? fail({ code: 'malformed', text: 'a cloud configuration that is none' })
    : succeed({ isHeld: true, configuration });
}

function reasonIn(reply: PlistDict): string {
  const [first] = dictsOf(reply, 'ErrorChain') ?? [];
  return (first && textOf(first, 'LocalizedDescription')) ?? textOf(reply, 'Error') ?? 'Error';
}
