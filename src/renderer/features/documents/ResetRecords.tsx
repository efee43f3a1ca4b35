import { useEffect, useState } from 'react';
import type { ResetRecordPage } from '../../../contract/documents.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ResetRecord } from './ResetRecord.tsx';

/** The reset records of some devices, a page each. */
export function ResetRecords({ serials }: { readonly serials: readonly SerialNumber[] }) {
  const { engine } = useApp();
  const say = useSay();
  const [records, setRecords] = useState<readonly ResetRecordPage[]>();
  useEffect(() => {
    let isHere = true;
    void engine.ask('documents.resetRecords', { serials: [...serials] }).then((answer) => {
      if (isHere && answer.ok) setRecords(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [engine, serials]);
  if (!records) return null;
  if (records.length === 0) {
    return (
      <EmptyState title={say('ui.document.noRecord.title')}>
        {say('ui.document.noRecord.text')}
      </EmptyState>
    );
  }
  return records.map((record) => <ResetRecord key={record.serial} record={record} />);
}
