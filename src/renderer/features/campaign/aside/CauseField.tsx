import { useId } from 'react';
import { SET_ASIDE_CAUSES, type SetAsideCause } from '../../../../core/custody/set-aside.ts';
import { useSay } from '../../../app/language.tsx';

interface CauseFieldProps {
  readonly cause: SetAsideCause;
  readonly onChange: (cause: SetAsideCause) => void;
}

export function CauseField({ cause, onChange }: CauseFieldProps) {
  const say = useSay();
  const id = useId();
  const choose = (value: string) =>
    onChange(SET_ASIDE_CAUSES.find((each) => each === value) ?? 'verdict');
  return (
    <div className="text-field">
      <label htmlFor={id}>{say('ui.aside.cause')}</label>
      <select id={id} value={cause} onChange={({ target }) => choose(target.value)}>
        {SET_ASIDE_CAUSES.map((each) => (
          <option key={each} value={each}>
            {say(`setAside.cause.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
