import { useAppState } from '../../app/AppContext.tsx';
import { ScanField } from '../scan/ScanField.tsx';
import { Announcer } from './Announcer.tsx';
import { CodeCard } from './CodeCard.tsx';
import { HelpCard } from './HelpCard.tsx';
import { Identity } from './Identity.tsx';
import { CodeBand, ScanNextBand } from './QuietBand.tsx';
import { ScanHistory } from './ScanHistory.tsx';
import { ScanNextCard } from './ScanNextCard.tsx';
import { SlotsPanel } from './SlotsPanel.tsx';
import { VerdictBand } from './VerdictBand.tsx';
import { VerdictCard } from './VerdictCard.tsx';
import './bench.css';
import './card.css';

/** The home of the technician: the verdict above everything, the hub's map below. */
export function BenchView() {
  return (
    <div className="bench">
      <Band />
      <IdentityStrip />
      <div className="bench-middle">
        <StageCard />
        <aside className="bench-side">
          <ScanField />
          <ScanHistory />
        </aside>
      </div>
      <SlotsPanel />
      <Announcer />
    </div>
  );
}

function Band() {
  const stage = useAppState((state) => state.stage);
  if (stage.kind === 'card') return <VerdictBand card={stage.card} was={stage.was} />;
  return stage.kind === 'code' ? <CodeBand stage={stage} /> : <ScanNextBand />;
}

function IdentityStrip() {
  const stage = useAppState((state) => state.stage);
  return stage.kind === 'card' ? <Identity card={stage.card} /> : <div />;
}

function StageCard() {
  const stage = useAppState((state) => state.stage);
  const help = useAppState((state) => state.help);
  if (help) return <HelpCard help={help} />;
  if (stage.kind === 'card') return <VerdictCard stage={stage} />;
  return stage.kind === 'code' ? <CodeCard stage={stage} /> : <ScanNextCard />;
}
