import { useBenchNow } from '../../../app/bench-time.ts';
import { limits } from '../bulk/deadline.ts';

interface DeadlineInputProps {
  readonly label: string;
  /** As the field of the page shows it (bulk/deadline.ts). */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A moment that Apple takes as a deadline now. */
export function DeadlineInput({ label, value, onChange }: DeadlineInputProps) {
  const now = useBenchNow(60_000);
  return (
    <label className="text-field">
      {label}
      <input
        type="datetime-local"
        required
        {...limits(now)}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
