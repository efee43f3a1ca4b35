import type { Token } from '../../../../core/facts/tenant-facts.ts';
import { DAY } from '../../../../core/time.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { TestReportList } from '../parts/TestReportList.tsx';
import { ValidUntil } from '../parts/ValidUntil.tsx';
import { tokenPlace } from '../wizard/token-actions.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { TokenRenewal } from './TokenRenewal.tsx';

/** Long enough before its end for a person who is on holiday. */
const RENEW_WITHIN = 30 * DAY;

/** One enrollment program token, what a test says of it, and its renewal in place. */
export function TokenCard({ token }: { readonly token: Token }) {
  const isOpen = useWizardState(({ openToken }) => openToken === token.id);
  const place = tokenPlace(token.id);
  return (
    <section className="setup-card" aria-label={token.name}>
      <h3>{token.name}</h3>
      <TokenPairs token={token} />
      {isOpen ? <TokenRenewal token={token} /> : <TokenActs token={token} />}
      <PlaceFailure place={place} />
      <TestReportList place={place} />
    </section>
  );
}

function TokenPairs({ token }: { readonly token: Token }) {
  const say = useSay();
  const language = useLanguage();
  const { appleId, expiresAt, lastSyncErrorCode, syncedDevices } = token;
  const lastSync = token.recentSyncs[0];
  return (
    <dl className="pairs">
      <dt>{say('ui.connections.token.validUntil')}</dt>
      <dd>
        <ValidUntil at={expiresAt} warnWithin={RENEW_WITHIN} />
      </dd>
      <dt>{say('ui.connections.token.lastSync')}</dt>
      <dd>
        {lastSync === undefined ? (
          say('ui.connections.token.neverSynced')
        ) : (
          <RelativeTime at={lastSync} isPast />
        )}
        {lastSyncErrorCode !== 0 && (
          <span className="field-trouble">
            {' '}
            {say('ui.connections.token.syncError', { error: lastSyncErrorCode })}
          </span>
        )}
      </dd>
      <dt>{say('ui.connections.token.appleId')}</dt>
      <dd>{appleId ?? say('ui.connections.unknown')}</dd>
      <dt>{say('ui.connections.token.devices')}</dt>
      <dd>{syncedDevices?.toLocaleString(language) ?? say('ui.connections.unknown')}</dd>
    </dl>
  );
}

function TokenActs({ token }: { readonly token: Token }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  const now = useBenchNow(60_000);
  const isDue = token.expiresAt !== null && token.expiresAt - now < RENEW_WITHIN;
  return (
    <div className="setup-row">
      <ActButton place={tokenPlace(token.id)} isReading onAct={() => wizard.testToken(token.id)}>
        {say('ui.connections.test')}
      </ActButton>
      <Button disabled={isManaged} onClick={() => wizard.openToken(token.id)}>
        {say(isDue ? 'ui.connections.token.renewNow' : 'ui.connections.token.renew')}
      </Button>
    </div>
  );
}
