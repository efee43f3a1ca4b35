import { useState } from 'react';
import type { DeviceSelection } from '../../../contract/device-query.ts';
import { tableFormatSchema, type TableFormat } from '../../../contract/documents.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { redactionSchema, type Redaction } from '../../../core/redaction.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { saveFile } from '../check-in/save-file.ts';

/** The chosen devices as a file, with as much of each serial as may leave the bench. */
export function FilePanel({ selection }: { readonly selection: DeviceSelection }) {
  const { engine, shell } = useApp();
  const say = useSay();
  const language = useLanguage();
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const [redaction, setRedaction] = useState<Redaction>('full');
  const [told, setTold] = useState<{ readonly name?: string; readonly failure?: Failure }>({});
  const save = async () => {
    setTold({});
    const wish = { of: selection, format, redaction, language };
    const made = await engine.ask('devices.file', wish);
    const saved = made.ok ? await saveFile(shell, made.value) : made;
    if (!saved.ok) setTold({ failure: saved.error });
    else if (saved.value.fileName !== null) setTold({ name: saved.value.fileName });
  };
  return (
    <div className="selection-panel" role="group" aria-label={say('ui.document.export')}>
      <Segmented
        label={say('ui.document.format')}
        value={format}
        options={tableFormatSchema.options.map((value) => ({
          value,
          label: value === 'jsonl' ? 'JSON Lines' : value.toUpperCase(),
        }))}
        onChange={setFormat}
      />
      <Segmented
        label={say('ui.document.redaction')}
        value={redaction}
        options={redactionSchema.options.map((value) => ({
          value,
          label: say(`ui.document.redacted.${value}`),
        }))}
        onChange={setRedaction}
      />
      <Button look="filled" onClick={() => void save()}>
        {say('ui.document.save')}
      </Button>
      <p className="muted" role="status">
        {told.name !== undefined && say('ui.document.saved', { name: told.name })}
      </p>
      {told.failure && <FailureNotice trouble={told.failure} />}
    </div>
  );
}
