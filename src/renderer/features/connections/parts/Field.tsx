import { useId } from 'react';
import '../../../ui/text-field.css';
import { useIsManaged } from '../wizard/use-wizard.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What belongs in, or where it is found. */
  readonly hint?: string | undefined;
  /** What is wrong with what was typed; it can be typed on. */
  readonly trouble?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number;
  readonly inputMode?: 'email' | 'url' | 'numeric';
}

/** A text field with its hint below it. Settings that come from a file can be read and copied, not changed. */
export function Field({ label, value, onChange, hint, trouble, ...rest }: FieldProps) {
  const isManaged = useIsManaged();
  const id = useId();
  const below = trouble ?? hint;
  return (
    <div className="text-field field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        value={value}
        readOnly={isManaged}
        maxLength={rest.maxLength ?? 300}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={trouble !== undefined || undefined}
        aria-describedby={below === undefined ? undefined : `${id}-below`}
        onChange={(event) => onChange(event.target.value)}
      />
      {below !== undefined && (
        <p id={`${id}-below`} className={trouble === undefined ? 'field-hint' : 'field-trouble'}>
          {below}
        </p>
      )}
    </div>
  );
}
