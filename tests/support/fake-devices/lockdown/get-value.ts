import { domainValues, openDomains } from '../device/domains.ts';
import type { DeviceState } from '../device/state.ts';
import { defaultValues, openKeys } from '../device/values.ts';
import { devicePublicKey } from '../keys.ts';
import { type PlistDict, textOf } from '../plist.ts';

// Every computer needs it in order to pair, and yet the whole domain does not list it.
const publicKeyName = 'DevicePublicKey';

/** GetValue: a whole domain, or one key of it. */
export async function getValue(
  device: DeviceState,
  request: PlistDict,
  isInSession: boolean,
): Promise<PlistDict> {
  const [domain, key] = [textOf(request, 'Domain'), textOf(request, 'Key')];
  const echo: PlistDict = { Domain: domain, Key: key };
  const all = domain === undefined ? defaultValues(device) : domainValues(device, domain);
  const isKeyAsked = domain === undefined && (key === publicKeyName || isInSession);
  if (isKeyAsked) all[publicKeyName] = Buffer.from(await devicePublicKey());
  const isOpen = (name: string) =>
    domain === undefined ? openKeys.has(name) : openDomains.has(domain);
  if (key === undefined) return { ...echo, ...whole(all, (name) => isInSession || isOpen(name)) };
  if (all[key] === undefined) return { ...echo, Error: 'MissingValue' };
  if (isInSession || key === publicKeyName || isOpen(key)) return { ...echo, Value: all[key] };
  return { ...echo, Error: 'GetProhibited' };
}

function whole(all: PlistDict, isSeen: (name: string) => boolean): PlistDict {
  const seen = Object.entries(all).filter(([name]) => isSeen(name));
  const isHidden = seen.length === 0 && Object.keys(all).length > 0;
  return isHidden ? { Error: 'GetProhibited' } : { Value: Object.fromEntries(seen) };
}
