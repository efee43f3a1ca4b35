import { useEffect } from 'react';
import type { Token } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChoicesAge } from '../parts/ChoicesAge.tsx';
import { Guide } from '../parts/Guide.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { isSignedIn } from '../wizard/step-states.ts';
import { useIsAsking, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { PushCertificate } from './PushCertificate.tsx';
import { TokenCard } from './TokenCard.tsx';

/** What ties Intune to Apple, and both ends of it are valid for one year. */
export function TokenStep() {
  const say = useSay();
  const tokens = useWizardState(({ choices }) => choices?.tokens) ?? NONE;
  const isRenewing = useWizardState(({ openToken }) => openToken !== undefined);
  const isEmpty = tokens.length === 0;
  const isAsking = useIsAsking('choices');
  useFirstReading(isEmpty);
  return (
    <Page step="token" isDone={!isEmpty && !isRenewing}>
      <Section title={say('ui.connections.token.list')} text={say('ui.connections.token.listText')}>
        <ChoicesAge isNext={isEmpty} />
        {isEmpty && !isAsking && (
          <EmptyState title={say('ui.connections.token.none')}>
            {say('ui.connections.token.noneText')}
          </EmptyState>
        )}
        <ul className="card-list">
          {tokens.map((token) => (
            <li key={token.id}>
              <TokenCard token={token} />
            </li>
          ))}
        </ul>
        <Guide name="createInPortal" isOpen={isEmpty} />
      </Section>
      <Section title={say('ui.connections.push.title')} text={say('ui.connections.push.text')}>
        <PushCertificate />
      </Section>
    </Page>
  );
}

const NONE: readonly Token[] = [];

/** Whoever has just signed in has never read anything: that there is no token is said only once that is known. */
function useFirstReading(isEmpty: boolean): void {
  const wizard = useWizard();
  const mayRead = useWizardState(
    ({ connected }) => connected !== undefined && isSignedIn(connected),
  );
  const isWanted = isEmpty && mayRead;
  useEffect(() => {
    if (isWanted) void wizard.refreshChoices();
  }, [wizard, isWanted]);
}
