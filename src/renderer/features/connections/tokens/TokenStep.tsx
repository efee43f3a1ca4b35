import type { Token } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChoicesAge } from '../parts/ChoicesAge.tsx';
import { Guide } from '../parts/Guide.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { useWizardState } from '../wizard/use-wizard.ts';
import { PushCertificate } from './PushCertificate.tsx';
import { TokenCard } from './TokenCard.tsx';

/** What ties Intune to Apple, and both ends of it are valid for one year. */
export function TokenStep() {
  const say = useSay();
  const tokens = useWizardState(({ choices }) => choices?.tokens) ?? NONE;
  const isRenewing = useWizardState(({ openToken }) => openToken !== undefined);
  const isEmpty = tokens.length === 0;
  return (
    <Page step="token" isDone={!isEmpty && !isRenewing}>
      <Section title={say('ui.connections.token.list')} text={say('ui.connections.token.listText')}>
        <ChoicesAge isNext={isEmpty} />
        {isEmpty && (
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
