import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useFailure } from '../wizard/use-wizard.ts';
import { OwnWords } from './OwnWords.tsx';

/** What went wrong at this part of the page, where it went wrong. */
export function PlaceFailure({ place }: { readonly place: string }) {
  const failure = useFailure(place);
  if (!failure) return null;
  return (
    <div className="place-failure">
      <FailureNotice trouble={failure} />
      {failure.detail !== undefined && <OwnWords text={failure.detail} />}
    </div>
  );
}
