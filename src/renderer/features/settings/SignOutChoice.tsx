import { USUAL_SIGN_OUT, type Settings } from '../../../contract/shell.ts';
import { useSay } from '../../app/language.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

const MINUTES = [5, 15, 30, 60] as const;

/** After how long without a key or a scan nobody is signed in any more. */
export function SignOutChoice({
  settings: { signOutAfter = USUAL_SIGN_OUT },
  change,
}: {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => Promise<void>;
}) {
  const say = useSay();
  const label = say('ui.settings.signOutAfter');
  return (
    <p className="sign-out-choice">
      <span>{label}</span>
      <Segmented
        label={label}
        value={String(signOutAfter)}
        options={[
          ...MINUTES.map((minutes) => ({
            value: String(minutes),
            label: say('ui.settings.minutes', { minutes }),
          })),
          { value: '0', label: say('ui.settings.never') },
        ]}
        onChange={(minutes) => void change({ signOutAfter: Number(minutes) })}
      />
    </p>
  );
}
