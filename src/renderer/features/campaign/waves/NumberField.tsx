interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  /** NaN while the field is empty. */
  readonly onChange: (value: number) => void;
}

/** A whole number from one on. */
export function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  return (
    <label className="text-field">
      {label}
      <input
        type="number"
        required
        min={1}
        max={most}
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
