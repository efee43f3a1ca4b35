import { useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { ActButton } from './ActButton.tsx';
import { PlaceFailure } from './PlaceFailure.tsx';

/** How old is what there is to choose from, and a way to read it anew. */
export function ChoicesAge({ isNext = false }: { readonly isNext?: boolean }) {
  const wizard = useWizard();
  const say = useSay();
  const readAt = useWizardState(({ choices }) => choices?.readAt ?? null);
  return (
    <>
      <div className="setup-row">
        <ActButton
          place="choices"
          isReading
          look={isNext ? 'filled' : 'outline'}
          onAct={wizard.refreshChoices}
        >
          {say('ui.connections.choices.refresh')}
        </ActButton>
        <p className="muted small" role="status">
          {readAt === null ? (
            say('ui.connections.choices.never')
          ) : (
            <>
              {say('ui.connections.choices.read')} <RelativeTime at={readAt} isPast />
            </>
          )}
        </p>
      </div>
      <PlaceFailure place="choices" />
    </>
  );
}
