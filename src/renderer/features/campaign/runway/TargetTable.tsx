import type { ReactNode } from 'react';
import type { TargetLine } from '../../../../core/runway/runway.ts';
import type { Instant } from '../../../../core/time.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useAct } from '../feed/use-act.ts';
import { useCampaign } from '../feed/use-campaign.ts';
import './targets.css';

const COLUMNS = [
  'target',
  'pair',
  'devices',
  'validUntil',
  'lastSync',
  'nextSync',
  'connected',
] as const;

/** Each target with its dates, and the push certificate that they share. */
export function TargetTable() {
  const say = useSay();
  const runway = useCampaign((campaign) => campaign.runway);
  const sync = useAct('campaign.sync');
  if (!runway) return null;
  const { targets, pushCertificateExpiresAt } = runway;
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.targets')}>
      <div className="campaign-part-head">
        <h2>{say('ui.campaign.targets')}</h2>
        <p className="muted">
          {say('ui.campaign.pushUntil')} <Moment at={pushCertificateExpiresAt} />
        </p>
      </div>
      {sync.failure && <FailureNotice trouble={sync.failure} />}
      {targets.length === 0 && (
        <EmptyState title={say('ui.campaign.noTargets.title')}>
          {say('ui.campaign.noTargets.text')}
        </EmptyState>
      )}
      {targets.length > 0 && (
        <Table
          targets={targets}
          isBusy={sync.isBusy}
          onSync={(targetId) => void sync.run({ targetId })}
        />
      )}
      {sync.value && <p role="status">{say('ui.campaign.syncQueued')}</p>}
    </section>
  );
}

interface TableProps {
  readonly targets: readonly TargetLine[];
  readonly isBusy: boolean;
  readonly onSync: (targetId: string) => void;
}

function Table({ targets, isBusy, onSync }: TableProps) {
  const say = useSay();
  return (
    <table className="target-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {say(`ui.campaign.column.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{say('ui.campaign.column.sync')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {targets.map((line) => (
          <Line key={line.targetId} line={line}>
            <Button
              disabled={isBusy || line.nextSyncAt === null}
              aria-label={say('ui.campaign.syncOf', { target: line.name })}
              onClick={() => onSync(line.targetId)}
            >
              {say('ui.campaign.sync')}
            </Button>
          </Line>
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, children }: { readonly line: TargetLine; readonly children: ReactNode }) {
  const language = useLanguage();
  const say = useSay();
  return (
    <tr>
      <th scope="row">{line.name}</th>
      <td>{say('ui.campaign.pair', { service: line.service, token: line.token })}</td>
      <td className="number">{line.devices.toLocaleString(language)}</td>
      <td>
        <Moment at={line.tokenExpiresAt} />
      </td>
      <td>
        <Moment at={line.lastSyncAt} />
      </td>
      <td>
        <NextSync at={line.nextSyncAt} />
      </td>
      <td>
        <Moment at={line.serviceConnectedAt} />
      </td>
      <td>{children}</td>
    </tr>
  );
}

function NextSync({ at }: { readonly at: Instant | null }) {
  const say = useSay();
  const now = useBenchNow(5_000);
  return at !== null && at <= now ? say('ui.campaign.now') : <Moment at={at} />;
}

function Moment({ at }: { readonly at: Instant | null }) {
  const say = useSay();
  return at === null ? say('ui.campaign.notKnown') : <RelativeTime at={at} />;
}
