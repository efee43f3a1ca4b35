import type { DeviceState } from '../device/state.ts';
import { type PlistDict, textOf } from '../plist.ts';
import { getValue } from './get-value.ts';

/** The reply to one request. */
export async function answerRequest(device: DeviceState, request: PlistDict): Promise<PlistDict> {
  const name = textOf(request, 'Request');
  if (name === 'QueryType') return { Request: name, Type: typeOf(device) };
  if (name === 'GetValue') return getValue(device, request, false);
  return { Request: name, Error: 'InvalidRequest' };
}

function typeOf({ stage }: DeviceState): string {
  return stage === 'restore' ? 'com.apple.mobile.restored' : 'com.apple.mobile.lockdown';
}
