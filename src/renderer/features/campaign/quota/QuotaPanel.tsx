import type { QuotaView } from '../../../../contract/campaign.ts';
import type { Budget } from '../../../../contract/status.ts';
import { clockTime } from '../../../../core/words/words.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import './quota.css';

/** What may still be asked of each cloud, and what was asked so far. */
export function QuotaPanel() {
  const say = useSay();
  const quota = useCampaign((campaign) => campaign.quota);
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.quota.title')}>
      <h2>{say('ui.campaign.quota.title')}</h2>
      <p className="muted">{say('ui.campaign.quota.text')}</p>
      {!quota && <p className="muted">{say('ui.campaign.notKnown')}</p>}
      {quota?.budgets.length === 0 && (
        <EmptyState title={say('ui.campaign.quota.none.title')}>
          {say('ui.campaign.quota.none.text')}
        </EmptyState>
      )}
      {quota && quota.budgets.length > 0 && <Budgets budgets={quota.budgets} />}
      {quota && quota.spent.length > 0 && <Spent spent={quota.spent} />}
    </section>
  );
}

function Budgets({ budgets }: Pick<QuotaView, 'budgets'>) {
  return (
    <ul className="budget-list">
      {budgets.map((budget) => (
        <BudgetLine
          key={`${budget.cloud} ${budget.organizationId} ${budget.kind}`}
          budget={budget}
        />
      ))}
    </ul>
  );
}

function BudgetLine({ budget }: { readonly budget: Budget }) {
  const say = useSay();
  const language = useLanguage();
  const { cloud, kind, spent, limit } = budget;
  const left = Math.max(0, limit - spent);
  return (
    <li className="budget">
      <div className="budget-name">
        <strong>{say(`ui.campaign.quota.cloud.${cloud}`)}</strong>{' '}
        <span className="muted">
          <AccountName budget={budget} /> · {say(`ui.campaign.quota.kind.${kind}`)}
        </span>
      </div>
      <span className="number">
        {say('ui.campaign.quota.left', {
          left: left.toLocaleString(language),
          limit: limit.toLocaleString(language),
        })}
      </span>
      <meter
        className="budget-meter"
        aria-label={say(`ui.campaign.quota.kind.${kind}`)}
        min={0}
        max={limit}
        value={left}
      />
      <Waiting budget={budget} />
    </li>
  );
}

function AccountName({ budget }: { readonly budget: Budget }) {
  const say = useSay();
  const organizations = useCampaign(({ clouds }) => clouds?.connections.organizations);
  if (budget.cloud === 'microsoft') return say('ui.campaign.quota.tenant');
  return (
    organizations?.find(({ id }) => id === budget.organizationId)?.name ?? budget.organizationId
  );
}

/** Said only while somebody waits, or the cloud has slowed us down. */
function Waiting({ budget: { waiting, nextFreeAt, pace } }: { readonly budget: Budget }) {
  const say = useSay();
  const language = useLanguage();
  const parts = [
    waiting > 0 && say('ui.campaign.quota.waiting', { count: waiting }),
    nextFreeAt !== undefined &&
      say('ui.status.nextFree', { time: clockTime(language, nextFreeAt) }),
    pace !== undefined && say('ui.campaign.quota.pace', { percent: Math.round(pace * 100) }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return <p className="budget-waiting small">{parts.join(' · ')}</p>;
}

function Spent({ spent }: Pick<QuotaView, 'spent'>) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h3>{say('ui.campaign.quota.spent')}</h3>
      <dl className="spent-list">
        {spent.map(({ cloud, purpose, count }) => (
          <div key={`${cloud} ${purpose}`}>
            <dt>
              {say(`ui.campaign.quota.cloud.${cloud}`)} ·{' '}
              {say(`ui.campaign.quota.purpose.${purpose}`)}
            </dt>
            <dd className="number">{count.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
