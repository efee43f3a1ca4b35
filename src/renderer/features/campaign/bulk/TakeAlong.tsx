import { csvOf, tabbedText } from '../../../../core/csv.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { ActRow, useOutcome } from './ActRow.tsx';
import { refusalRows, type Refused } from './refusals.ts';

/** Without it Excel takes the file for one of an old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

interface TakeAlongProps {
  readonly refused: Refused;
  /** What the file is called where the person says nothing else. */
  readonly name: string;
}

/** The list of those that were not taken, for whoever looks into them elsewhere: copied, or as a file. */
export function TakeAlong({ refused, name }: TakeAlongProps) {
  const say = useSay();
  const { shell } = useApp();
  const outcome = useOutcome();
  const { tell } = outcome;
  const rows = refusalRows(refused, say);
  const words = (key: string, params = {}) => say(`ui.campaign.bulk.takeAlong.${key}`, params);
  const copy = () => tell(words(copyText(tabbedText(rows)) ? 'copied' : 'notCopied'));
  const save = async () => {
    const text = `${BYTE_ORDER_MARK}${csvOf(rows)}`;
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
