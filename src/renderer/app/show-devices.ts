import type { DeviceFilter } from '../../contract/device-query.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { AppStore } from './store.ts';

/** What the Devices screen is to show when it is opened from elsewhere. `title` says what these devices have in common. */
export type DevicesWanted =
  | {
      readonly kind: 'serials';
      readonly title: string;
      /** The first ten thousand of them are shown; who the fleet does not know is left out. */
      readonly serials: readonly SerialNumber[];
    }
  | { readonly kind: 'filter'; readonly title?: string; readonly filter: DeviceFilter };

/** Opens the Devices screen with exactly these devices, in place of what it was filtered by before. */
export function showDevices(store: AppStore, wanted: DevicesWanted): void {
  store.setState({ view: 'devices', devicesWanted: wanted });
}
