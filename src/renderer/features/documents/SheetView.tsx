import { useCallback, useState } from 'react';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { Sheet } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { HandOff } from './HandOff.tsx';
import { LabelPages, type Paper } from './labels/LabelPages.tsx';
import { RecordBundle } from './RecordBundle.tsx';
import { ResetRecords } from './ResetRecords.tsx';
import './documents.css';

/** A document as it will be on paper, and what can be done with it. What is seen is what is printed. */
export function SheetView({ sheet }: { readonly sheet: Sheet }) {
  const { shell, store } = useApp();
  const say = useSay();
  const [told, setTold] = useState('');
  const [isWhole, setWhole] = useState(sheet.kind === 'handOff' || sheet.kind === 'resetRecords');
  const [paper, setPaper] = useState<Paper>();
  const becomeWhole = useCallback((own?: Paper) => {
    setPaper(own);
    setWhole(true);
  }, []);
  const [trouble, setTrouble] = useState<Failure>();
  const save = async () => {
    const saved = await shell.ask('shell.savePdf', { name: `${sheet.name}.pdf` });
    setTrouble(saved.ok ? undefined : saved.error);
    const name = saved.ok ? saved.value.fileName : null;
    setTold(name === null ? '' : say('ui.document.saved', { name }));
  };
  const print = async () => {
    const printed = await shell.ask('shell.print', { paper });
    setTrouble(printed.ok ? undefined : printed.error);
  };
  return (
    <div className="sheet-view">
      <header className="sheet-head">
        <Button onClick={() => store.setState({ sheet: undefined })}>
          {say('ui.document.close')}
        </Button>
        <Button look="filled" disabled={!isWhole} onClick={() => void save()}>
          {say('ui.document.savePdf')}
        </Button>
        <Button disabled={!isWhole} onClick={() => void print()}>
          {say('ui.barcodes.print')}
        </Button>
        <p className="muted" role="status">
          {isWhole ? told : say('ui.document.notWhole')}
        </p>
      </header>
      {trouble && <FailureNotice trouble={trouble} />}
      <Pages sheet={sheet} onWhole={becomeWhole} />
    </div>
  );
}

interface PagesProps {
  readonly sheet: Sheet;
  readonly onWhole: (paper?: Paper) => void;
}

function Pages({ sheet, onWhole }: PagesProps) {
  switch (sheet.kind) {
    case 'handOff':
      return <HandOff sessionId={sheet.sessionId} />;
    case 'resetRecords':
      return <ResetRecords serials={sheet.serials} />;
    case 'recordBundle':
      return <RecordBundle of={sheet.of} onWhole={onWhole} />;
    case 'labels':
      return <LabelPages wish={sheet.wish} onPaper={onWhole} />;
  }
}
