import type { DevicesMeant } from '../../../contract/documents.ts';
import type { AppStore } from '../../app/store.ts';

/**
 * Shows the reset records of these devices as one document, a page for each that has one, and before them a page that
 * names all of them and says why some have none. `name` is what its PDF is called, without the ending. For up to
 * 10,000 serials, or for a session or one of its boxes.
 */
export function showRecords(store: AppStore, of: DevicesMeant, name: string): void {
  store.setState({ sheet: { kind: 'recordBundle', of, name } });
}
