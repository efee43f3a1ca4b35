import {
  Barcode,
  CloudCog,
  MonitorSmartphone,
  PackageCheck,
  Route,
  Settings2,
  TableProperties,
} from 'lucide-react';
import { memo } from 'react';
import { useApp, useAppState } from './AppContext.tsx';
import { useSay } from './language.tsx';
import type { View } from './store.ts';

const PLACES = [
  { view: 'bench', Icon: MonitorSmartphone },
  { view: 'checkIn', Icon: PackageCheck },
  { view: 'devices', Icon: TableProperties },
  { view: 'campaign', Icon: Route },
  { view: 'barcodes', Icon: Barcode },
  { view: 'connections', Icon: CloudCog },
  { view: 'settings', Icon: Settings2 },
] as const satisfies readonly { view: View; Icon: typeof Barcode }[];

/** The screens of the app, in the order of their keys. */
export const NavigationRail = memo(function NavigationRail() {
  const { store } = useApp();
  const say = useSay();
  const current = useAppState((state) => state.view);
  return (
    <nav className="rail" aria-label={say('ui.nav.label')}>
      {PLACES.map(({ view, Icon }, index) => (
        <button
          key={view}
          type="button"
          className="rail-place"
          aria-current={view === current ? 'page' : undefined}
          aria-keyshortcuts={`Control+${index + 1}`}
          title={`Ctrl ${index + 1}`}
          onClick={() => store.setState({ view, sheet: undefined })}
        >
          <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
          <span>{say(`ui.nav.${view}`)}</span>
        </button>
      ))}
    </nav>
  );
});
