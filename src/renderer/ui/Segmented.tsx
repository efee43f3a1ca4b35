import type { KeyboardEvent, ReactNode } from 'react';
import './segmented.css';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of few, all of them in sight: one stop for Tab, and the arrow keys choose. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) {
  const isKnown = options.some((option) => option.value === value);
  const stop = isKnown ? value : options[0]?.value;
  return (
    <span className="segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          className="segment"
          aria-checked={option.value === value}
          tabIndex={option.value === stop ? 0 : -1}
          onClick={() => onChange(option.value)}
          onKeyDown={chooseNeighbour}
        >
          {option.label}
        </button>
      ))}
    </span>
  );
}

const steps: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowRight: 'nextElementSibling',
  ArrowDown: 'nextElementSibling',
  ArrowLeft: 'previousElementSibling',
  ArrowUp: 'previousElementSibling',
};

function chooseNeighbour({ key, currentTarget }: KeyboardEvent<HTMLButtonElement>): void {
  const step = steps[key];
  const neighbour = step && currentTarget[step];
  if (!(neighbour instanceof HTMLElement)) return;
  neighbour.focus();
  neighbour.click();
}
