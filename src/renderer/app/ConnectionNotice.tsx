import { memo } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useApp, useAppState } from './AppContext.tsx';
import { useSay } from './language.tsx';

/** Speaks up only when there is no engine, or when something happened at the start that must be known. */
export const ConnectionNotice = memo(function ConnectionNotice() {
  const { engine } = useApp();
  const say = useSay();
  const kind = useAppState((state) => state.connection.kind);
  const unsaved = useAppState((state) => state.unsaved.length);
  if (kind === 'connected') return <StartNotice />;
  if (kind === 'connecting') return null;
  const kept = unsaved > 0 ? ` ${say('ui.connection.kept', { count: unsaved })}` : '';
  return (
    <div className="connection">
      <Notice
        tone="alert"
        title={say(`ui.connection.${kind}.title`)}
        action={
          kind === 'gaveUp' && (
            <Button onClick={engine.connect}>{say('ui.connection.again')}</Button>
          )
        }
      >
        {say(`ui.connection.${kind}.text`)}
        {kept}
      </Notice>
    </div>
  );
});

function StartNotice() {
  const { store } = useApp();
  const say = useSay();
  const notice = useAppState((state) => state.shell.notice);
  if (!notice) return null;
  const dismiss = () => store.setState(({ shell }) => ({ shell: { ...shell, notice: undefined } }));
  return (
    <div className="connection">
      <Notice
        title={say(`ui.notice.${notice}.title`)}
        action={<Button onClick={dismiss}>{say('ui.notice.understood')}</Button>}
      >
        {say(`ui.notice.${notice}.text`)}
      </Notice>
    </div>
  );
}
