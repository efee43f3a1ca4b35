import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ActRow, useOutcome } from './ActRow.tsx';
import type { Bulk } from './use-bulk.ts';

/** The serials of a table or a list on this computer, put under those that are there: whole or not at all. */
export function OpenList({ bulk }: { readonly bulk: Bulk }) {
  const say = useSay();
  const { shell, engine } = useApp();
  const outcome = useOutcome();
  const { tell } = outcome;
  const open = async () => {
    const opened = await shell.ask('shell.openText', {});
    if (!opened.ok) return tell('', opened.error);
    const { fileName, text } = opened.value;
    if (fileName === null || text === null) return;
    const list = await engine.ask('campaign.readList', { text });
    if (!list.ok) return tell('', list.error);
    const { codes } = list.value;
    bulk.add(codes);
    tell(say('ui.campaign.bulk.open.taken', { count: codes.length, name: fileName }));
  };
  return (
    <ActRow outcome={outcome}>
      <Button onClick={() => void open()}>{say('ui.campaign.bulk.open.button')}</Button>
    </ActRow>
  );
}
