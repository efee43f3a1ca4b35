import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import './segmented.css';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of few, all of them in sight; arrow keys move within it. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      className="segmented"
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)} // only the values given below can come back
    >
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} className="segment">
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
