import type { SerialNumber } from '../../../../core/identifiers/serial-number.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { showDevices } from '../../../app/show-devices.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBulk } from '../bulk/use-bulk.ts';
import { useTab } from '../tab.ts';

interface SerialActsProps {
  /** What these devices have in common. */
  readonly title: string;
  readonly serials: readonly SerialNumber[];
}

/** All devices of a list by one press: looked at one by one, or sent to the panel for many. */
export function SerialActs({ title, serials }: SerialActsProps) {
  const say = useSay();
  const { store } = useApp();
  const bulk = useBulk();
  const [, choose] = useTab();
  const act = () => {
    bulk.change({ text: serials.join('\n') });
    choose('runway');
  };
  return (
    <span className="campaign-actions">
      <Button
        aria-label={say('ui.stuck.showOf', { title })}
        onClick={() => showDevices(store, { kind: 'serials', title, serials })}
      >
        {say('ui.stuck.show')}
      </Button>
      <Button disabled={bulk.isBusy} aria-label={say('ui.stuck.actOf', { title })} onClick={act}>
        {say('ui.stuck.act')}
      </Button>
    </span>
  );
}
