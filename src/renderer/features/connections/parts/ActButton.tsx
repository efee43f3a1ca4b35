import type { ReactNode } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useIsAsking, useIsManaged } from '../wizard/use-wizard.ts';

interface ActProps {
  /** The part of the page whose answer it waits for. */
  readonly place: string;
  readonly onAct: () => unknown;
  readonly children: ReactNode;
  readonly look?: 'filled' | 'outline' | 'plain';
  readonly isDisabled?: boolean | undefined;
  /** Only reads: may be done where settings come from a file, too. */
  readonly isReading?: boolean;
}

/** A button that asks somebody: while it waits it says so, and cannot be pressed twice. */
export function ActButton(props: ActProps) {
  const { place, onAct, children, look = 'outline', isDisabled, isReading = false } = props;
  const say = useSay();
  const isAsking = useIsAsking(place);
  const isManaged = useIsManaged();
  return (
    <Button
      look={look}
      disabled={isAsking || isDisabled === true || (isManaged && !isReading)}
      aria-busy={isAsking || undefined}
      onClick={() => void onAct()}
    >
      {isAsking ? say('ui.connections.asking') : children}
    </Button>
  );
}
