import type { SerialNumber } from '../../../../core/identifiers/serial-number.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useBulk } from '../bulk/use-bulk.ts';
import { useTab } from '../tab.ts';

interface SerialActsProps {
  /** What these devices have in common. */
  readonly title: string;
  readonly serials: readonly SerialNumber[];
}

/** What can be done with all devices of a list, by one press. */
export function SerialActs({ title, serials }: SerialActsProps) {
  const say = useSay();
  const bulk = useBulk();
  const [, choose] = useTab();
  const act = () => {
    bulk.change({ text: serials.join('\n') });
    choose('runway');
  };
  return (
    <span className="campaign-actions">
      <Button disabled={bulk.isBusy} aria-label={say('ui.stuck.actOf', { title })} onClick={act}>
        {say('ui.stuck.act')}
      </Button>
    </span>
  );
}
