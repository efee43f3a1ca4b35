import { Tag } from 'lucide-react';
import type { BoxLine, SessionView } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';

/** Saves the label of a box for a label printer. */
export function BoxLabel({
  box,
  session,
}: {
  readonly box: BoxLine;
  readonly session: SessionView;
}) {
  const { engine, shell, store } = useApp();
  const say = useSay();
  const language = useLanguage();
  const save = async () => {
    const made = await engine.ask('documents.labels', {
      sessionId: session.sessionId,
      boxId: box.boxId,
      of: 'box',
      size: '100x50',
      density: 203,
      language,
    });
    const saved = made.ok
      ? await shell.ask('shell.saveText', { name: made.value.name, text: made.value.zpl })
      : made;
    if (!saved.ok) store.setState({ trouble: saved.error });
  };
  return (
    <button
      type="button"
      className="line-undo"
      aria-label={say('ui.document.boxLabel', { name: box.name })}
      title={say('ui.document.boxLabel', { name: box.name })}
      onClick={() => void save()}
    >
      <Tag size={16} aria-hidden="true" />
    </button>
  );
}
