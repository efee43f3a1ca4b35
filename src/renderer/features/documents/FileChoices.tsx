import { tableFormatSchema, type TableFormat } from '../../../contract/documents.ts';
import { redactionSchema, type Redaction } from '../../../core/redaction.ts';
import { useSay } from '../../app/language.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

/** As what a list is saved, and how much of each serial may leave the bench. */
export interface FileWish {
  readonly format: TableFormat;
  readonly redaction: Redaction;
}

export const USUAL_FILE: FileWish = { format: 'xlsx', redaction: 'full' };

interface FileChoicesProps {
  readonly wish: FileWish;
  readonly onChange: (wish: FileWish) => void;
}

export function FileChoices({ wish, onChange }: FileChoicesProps) {
  const say = useSay();
  return (
    <>
      <Segmented
        label={say('ui.document.format')}
        value={wish.format}
        options={tableFormatSchema.options.map((value) => ({
          value,
          label: value === 'jsonl' ? 'JSON Lines' : value.toUpperCase(),
        }))}
        onChange={(format) => onChange({ ...wish, format })}
      />
      <Segmented
        label={say('ui.document.redaction')}
        value={wish.redaction}
        options={redactionSchema.options.map((value) => ({
          value,
          label: say(`ui.document.redacted.${value}`),
        }))}
        onChange={(redaction) => onChange({ ...wish, redaction })}
      />
    </>
  );
}
