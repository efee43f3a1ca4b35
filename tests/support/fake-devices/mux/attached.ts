import type { PlistDict } from '../plist.ts';
import type { Attachment } from '../room.ts';

/** What the mux says of a device that is there, in its list and to listeners. */
export function attachedMessage({ deviceId, state, connection }: Attachment): PlistDict {
  const own: PlistDict =
    connection === 'USB'
      ? { ConnectionSpeed: 480_000_000, LocationID: state.locationId, ProductID: state.productId }
      : { EscapedFullServiceName: serviceName(state.wifiAddress), NetworkAddress: socketAddress() };
  return {
    MessageType: 'Attached',
    DeviceID: deviceId,
    Properties: {
      ConnectionType: connection,
      DeviceID: deviceId,
      SerialNumber: state.udid,
      ...own,
    },
  };
}

function serviceName(wifiAddress: string): string {
  return `${wifiAddress}@fe80::1._apple-mobdev2._tcp.local.`;
}

// A sockaddr_in as BSD lays it out, of an address that is reserved for documentation.
function socketAddress(): Buffer {
  const address = Buffer.alloc(16);
  address.set([16, 2, 0, 0, 192, 0, 2, 1]);
  return address;
}
