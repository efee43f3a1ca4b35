import { erase } from '../device/erase.ts';
import type { DeviceState } from '../device/state.ts';
import { dictOf, type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';

interface Answer {
  readonly reply: PlistDict;
  /** Happens when the reply has left. */
  readonly after?: () => void;
}

const acknowledged: PlistDict = { Status: 'Acknowledged' };

/** The reply to one request of MCInstall. */
export function answerMcInstall(room: Room, device: DeviceState, request: PlistDict): Answer {
  switch (textOf(request, 'RequestType')) {
    case 'HelloHostIdentifier':
    case 'Flush':
      return { reply: acknowledged };
    case 'GetProfileList':
      return {
        reply: {
          ...acknowledged,
          OrderedIdentifiers: [],
          ProfileManifest: {},
          ProfileMetadata: {},
        },
      };
    case 'GetCloudConfiguration':
      // No key at all when the device holds none.
      return { reply: { ...acknowledged, CloudConfiguration: device.cloudConfiguration } };
    case 'SetCloudConfiguration':
      return { reply: setCloudConfiguration(device, request) };
    case 'EraseDevice':
      return eraseDevice(room, device, request);
    default:
      return { reply: refused('MCMobileTunnelErrorDomain', 'Unknown request') };
  }
}

function setCloudConfiguration(device: DeviceState, request: PlistDict): PlistDict {
  const configuration = dictOf(request, 'CloudConfiguration');
  if (configuration === undefined) return refused('MCCloudConfigErrorDomain', 'No configuration');
  if (device.cloudConfiguration !== undefined) {
    return refused('MCCloudConfigErrorDomain', 'A configuration is stored already', 14_002);
  }
  device.cloudConfiguration = configuration;
  return acknowledged;
}

// The device says yes before it begins: a reply proves nothing.
function eraseDevice(room: Room, device: DeviceState, request: PlistDict): Answer {
  const plan = request['PreserveDataPlan'];
  if (!['boolean', 'number', 'undefined'].includes(typeof plan)) {
    return { reply: refused('MCMobileTunnelErrorDomain', 'PreserveDataPlan is of a wrong type') };
  }
  return { reply: acknowledged, after: () => erase(room, device, {}) };
}

function refused(domain: string, description: string, code = 12_001): PlistDict {
  const error = { ErrorDomain: domain, ErrorCode: code, LocalizedDescription: description };
  return { Status: 'Error', ErrorChain: [error] };
}
