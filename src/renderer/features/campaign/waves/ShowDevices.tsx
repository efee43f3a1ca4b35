import type { ReactNode } from 'react';
import type { SerialNumber } from '../../../../core/identifiers/serial-number.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { showDevices } from '../../../app/show-devices.ts';
import { Button } from '../../../ui/Button.tsx';

interface ShowDevicesProps {
  /** What these devices have in common. */
  readonly title: string;
  readonly serials: readonly SerialNumber[];
  /** How many there are; `serials` may be the first of them. */
  readonly count: number;
  /** Other things to do with them, in place of the button that shows them. */
  readonly children?: ReactNode;
}

/** Leads to the devices of a list, on the screen that has them all. */
export function ShowDevices({ title, serials, count, children }: ShowDevicesProps) {
  const say = useSay();
  const language = useLanguage();
  const { store } = useApp();
  const show = () => showDevices(store, { kind: 'serials', title, serials });
  return (
    <span className="show-devices">
      {children || (
        <Button aria-label={say('ui.stuck.showOf', { title })} onClick={show}>
          {say('ui.stuck.show')}
        </Button>
      )}
      {serials.length < count && (
        <span className="muted small">
          {say('ui.waves.triage.first', { count: serials.length.toLocaleString(language) })}
        </span>
      )}
    </span>
  );
}
