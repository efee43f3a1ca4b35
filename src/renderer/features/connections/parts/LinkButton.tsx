import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFailure, useWizard } from '../wizard/use-wizard.ts';
import { CopyLine } from './CopyLine.tsx';
import { PlaceFailure } from './PlaceFailure.tsx';

interface LinkButtonProps {
  readonly url: string;
  readonly children: ReactNode;
}

/** Opens a page in the person's browser; where that cannot be done, its address can be copied. */
export function LinkButton({ url, children }: LinkButtonProps) {
  const wizard = useWizard();
  const say = useSay();
  const place = `link:${url}`;
  const isRefused = useFailure(place) !== undefined;
  return (
    <>
      <Button onClick={() => void wizard.openLink(place, url)}>
        {children} <ExternalLink size={16} aria-hidden="true" />
      </Button>
      {isRefused && (
        <>
          <PlaceFailure place={place} />
          <CopyLine label={say('ui.connections.address')} text={url} />
        </>
      )}
    </>
  );
}
