import { useId, type ReactNode } from 'react';
import { useIsManaged } from '../wizard/use-wizard.ts';

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children?: ReactNode;
}

/** On or off, with what that means under it. */
export function Toggle({ label, isOn, onChange, children }: ToggleProps) {
  const isManaged = useIsManaged();
  const id = useId();
  return (
    <div className="toggle">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isManaged}
        aria-describedby={`${id}-text`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <div id={`${id}-text`} className="muted small">
          {children}
        </div>
      </div>
    </div>
  );
}
