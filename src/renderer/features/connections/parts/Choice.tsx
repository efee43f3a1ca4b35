import { useIsManaged } from '../wizard/use-wizard.ts';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | '';
  /** Shown while nothing is chosen; without it, something always is. */
  readonly empty?: string | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | '') => void;
}

/** A choice of many. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, empty, options, onChange } = props;
  const isManaged = useIsManaged();
  return (
    <label className="text-field field choice">
      {label}
      <select
        value={value}
        disabled={isManaged}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          onChange(chosen?.value ?? '');
        }}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
