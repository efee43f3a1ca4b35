import { ArrowLeft } from 'lucide-react';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CheckInStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { ScanField } from '../scan/ScanField.tsx';
import { BoxPanel } from './BoxPanel.tsx';
import { CheckInHistory } from './CheckInHistory.tsx';
import { ConditionBar } from './ConditionBar.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { HandOffPanel } from './HandOffPanel.tsx';
import { ManifestPanel } from './ManifestPanel.tsx';
import { MissingPanel } from './MissingPanel.tsx';
import { OutcomeBand } from './OutcomeBand.tsx';
import { TallyPanel } from './TallyPanel.tsx';

/** One session: the outcome of the last scan above everything, then the counts, the boxes and the last scans. */
export function SessionView({ stage }: { readonly stage: CheckInStage }) {
  const { desk } = useApp();
  const say = useSay();
  const { session } = stage;
  const isOver = session.handOff !== undefined;
  return (
    <>
      <OutcomeBand stage={stage} />
      <header className="session-head">
        <Button look="plain" onClick={desk.checkIn.leave} aria-label={say('ui.checkIn.back')}>
          <ArrowLeft size={18} aria-hidden="true" />
        </Button>
        <h1>{session.name}</h1>
        {session.expectedOn && (
          <p className="muted">{say('ui.checkIn.due', { day: session.expectedOn })}</p>
        )}
        <ManifestPanel session={session} />
        <HandOffPanel session={session} />
      </header>
      <div className="session-body">
        <div className="session-main">
          <TallyPanel session={session} />
          {!isOver && <ConditionBar stage={stage} />}
          <MissingPanel session={session} />
          <BoxPanel stage={stage} />
          <ExportPanel session={session} />
        </div>
        <aside className="session-side">
          {!isOver && <ScanField />}
          <CheckInHistory stage={stage} />
        </aside>
      </div>
    </>
  );
}
