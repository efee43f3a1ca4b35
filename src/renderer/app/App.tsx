import { lazy, Suspense } from 'react';
import { BenchView } from '../features/bench/BenchView.tsx';
import { AppContext, useAppState, type AppParts } from './AppContext.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { NavigationRail } from './NavigationRail.tsx';
import { SandboxBanner } from './SandboxBanner.tsx';
import { StatusBar } from './StatusBar.tsx';
import { usePageAppearance } from './theme.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './app.css';

// Nobody needs these to scan: they are fetched from disk when they are first opened.
const CheckInView = lazy(async () => ({
  default: (await import('../features/check-in/CheckInView.tsx')).CheckInView,
}));
const DevicesView = lazy(async () => ({
  default: (await import('../features/devices/DevicesView.tsx')).DevicesView,
}));
const CampaignView = lazy(async () => ({
  default: (await import('../features/campaign/CampaignView.tsx')).CampaignView,
}));
const SheetView = lazy(async () => ({
  default: (await import('../features/documents/SheetView.tsx')).SheetView,
}));
const BarcodesView = lazy(async () => ({
  default: (await import('../features/barcodes/BarcodesView.tsx')).BarcodesView,
}));
const ConnectionsView = lazy(async () => ({
  default: (await import('../features/connections/ConnectionsView.tsx')).ConnectionsView,
}));
const SettingsView = lazy(async () => ({
  default: (await import('../features/settings/SettingsView.tsx')).SettingsView,
}));

/** The whole window. */
export function App({ parts }: { readonly parts: AppParts }) {
  return (
    <AppContext value={parts}>
      <Frame />
    </AppContext>
  );
}

function Frame() {
  usePageAppearance();
  return (
    <div className="frame">
      <SandboxBanner />
      <ConnectionNotice />
      <div className="frame-body">
        <NavigationRail />
        <main className="frame-main">
          <Suspense fallback={null}>
            <CurrentView />
          </Suspense>
        </main>
      </div>
      <StatusBar />
    </div>
  );
}

function CurrentView() {
  const view = useAppState((state) => state.view);
  const sheet = useAppState((state) => state.sheet);
  if (sheet) return <SheetView sheet={sheet} />;
  switch (view) {
    case 'bench':
      return <BenchView />;
    case 'checkIn':
      return <CheckInView />;
    case 'devices':
      return <DevicesView />;
    case 'campaign':
      return <CampaignView />;
    case 'barcodes':
      return <BarcodesView />;
    case 'connections':
      return <ConnectionsView />;
    case 'settings':
      return <SettingsView />;
  }
}
