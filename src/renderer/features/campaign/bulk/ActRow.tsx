import { useState, type ReactNode } from 'react';
import type { Failure } from '../../../../contract/protocol.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

/** What became of the last act of a row: a sentence, or why it failed. */
export interface Outcome {
  readonly told: string;
  readonly trouble: Failure | undefined;
  tell(text: string, trouble?: Failure): void;
}

export function useOutcome(): Outcome {
  const [{ told, trouble }, setOutcome] = useState<Omit<Outcome, 'tell'>>({
    told: '',
    trouble: undefined,
  });
  return { told, trouble, tell: (text, failed) => setOutcome({ told: text, trouble: failed }) };
}

interface ActRowProps {
  readonly outcome: Outcome;
  /** Its buttons. */
  readonly children: ReactNode;
}

/** Small acts beside each other, and what became of the last one. */
export function ActRow({ outcome, children }: ActRowProps) {
  return (
    <>
      <div className="act-row">
        {children}
        <p className="muted small" role="status">
          {outcome.told}
        </p>
      </div>
      {outcome.trouble && <FailureNotice trouble={outcome.trouble} />}
    </>
  );
}
