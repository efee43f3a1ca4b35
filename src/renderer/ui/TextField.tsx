import './text-field.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

/** A small field with its label above it. */
export function TextField({ label, value, maxLength, onChange }: TextFieldProps) {
  return (
    <label className="text-field">
      {label}
      <input
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
