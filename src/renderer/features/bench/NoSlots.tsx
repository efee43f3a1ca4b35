import type { BenchLack, Slots } from '../../../contract/bench.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { BenchLacks } from './BenchLacks.tsx';

/** Without these no device can ever show up here. */
const BLIND: readonly BenchLack[] = ['noBus', 'busNotPermitted', 'noPackage'];

/** A bench without slots: how they come, or why they cannot. */
export function NoSlots({ lacks }: Pick<Slots, 'lacks'>) {
  const { store } = useApp();
  const say = useSay();
  const canSee = !lacks.some((lack) => BLIND.includes(lack));
  return (
    <>
      <BenchLacks lacks={lacks} />
      {canSee && (
        <div className="empty">
          <strong>{say('ui.slots.none.title')}</strong>
          <p>{say('ui.slots.none.text')}</p>
          <Button onClick={() => store.setState({ help: { topic: 'unseen' } })}>
            {say('ui.slots.unseen')}
          </Button>
        </div>
      )}
    </>
  );
}
