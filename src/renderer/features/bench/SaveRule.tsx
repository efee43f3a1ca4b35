import { useState } from 'react';
import { UDEV_RULE_PATH, udevRule } from '../../../core/usb/udev-rule.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { Trouble } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

const NAME = UDEV_RULE_PATH.slice(UDEV_RULE_PATH.lastIndexOf('/') + 1);

/** The rule for udev as a file, where the person says: only an administrator can put it into its place. */
export function SaveRule() {
  const { shell } = useApp();
  const say = useSay();
  const [saved, setSaved] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const save = async () => {
    const answer = await shell.ask('shell.saveText', { name: NAME, text: udevRule() });
    setTrouble(answer.ok ? undefined : answer.error);
    if (answer.ok) setSaved(answer.value.fileName ?? undefined);
  };
  return (
    <span className="help-save">
      <Button look="filled" onClick={() => void save()}>
        {say('guide.saveRule')}
      </Button>
      {saved !== undefined && <span role="status">{say('guide.ruleSaved', { name: saved })}</span>}
      {trouble && <FailureNotice trouble={trouble} />}
    </span>
  );
}
