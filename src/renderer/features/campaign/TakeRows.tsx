import { csvOf, tabbedText } from '../../../core/csv.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { ActRow, useOutcome } from './bulk/ActRow.tsx';

/** Without it Excel takes the file for one of an old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

interface TakeRowsProps {
  /** Under a header. */
  readonly rows: () => readonly (readonly string[])[];
  /** What the file is called where the person says nothing else. */
  readonly name: string;
}

/** A list for whoever looks into it elsewhere: copied, or as a file. */
export function TakeRows({ rows, name }: TakeRowsProps) {
  const say = useSay();
  const { shell } = useApp();
  const outcome = useOutcome();
  const { tell } = outcome;
  const words = (key: string) => say(`ui.campaign.bulk.takeAlong.${key}`);
  const copy = () => tell(words(copyText(tabbedText(rows())) ? 'copied' : 'notCopied'));
  const save = async () => {
    const text = `${BYTE_ORDER_MARK}${csvOf(rows())}`;
    const answer = await shell.ask('shell.saveText', { name, text });
    if (!answer.ok) return tell('', answer.error);
    const { fileName } = answer.value;
    if (fileName !== null) tell(say('ui.campaign.bulk.file.saved', { name: fileName }));
  };
  return (
    <ActRow outcome={outcome}>
      <Button onClick={copy}>{words('copy')}</Button>
      <Button onClick={() => void save()}>{words('save')}</Button>
    </ActRow>
  );
}
