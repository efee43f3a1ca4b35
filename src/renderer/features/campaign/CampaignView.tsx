import { useSay } from '../../app/language.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { BulkPanel } from './bulk/BulkPanel.tsx';
import { CampaignContext, useCampaign, useCampaignFeed } from './feed/use-campaign.ts';
import { JobList } from './jobs/JobList.tsx';
import { ListingPanel } from './quota/ListingPanel.tsx';
import { QuotaPanel } from './quota/QuotaPanel.tsx';
import { FindingList } from './runway/FindingList.tsx';
import { RunwaySteps } from './runway/RunwaySteps.tsx';
import { TargetTable } from './runway/TargetTable.tsx';
import './campaign.css';

/** The whole migration: its six steps, what stands in their way, the work under way and the clouds' quota. */
export function CampaignView() {
  const feed = useCampaignFeed();
  return (
    <CampaignContext value={feed}>
      <div className="campaign">
        <Head />
        <Failures />
        <RunwaySteps />
        <FindingList />
        <TargetTable />
        <JobList />
        <BulkPanel />
        <div className="campaign-pair">
          <ListingPanel />
          <QuotaPanel />
        </div>
      </div>
    </CampaignContext>
  );
}

function Head() {
  const say = useSay();
  const readAt = useCampaign(({ runway }) => runway?.readAt);
  return (
    <header className="campaign-head">
      <h1>{say('ui.campaign.title')}</h1>
      {readAt != null && (
        <p className="muted small">
          {say('ui.campaign.readAt')} <RelativeTime at={readAt} isPast />
        </p>
      )}
      {readAt === null && <p className="muted small">{say('ui.campaign.neverRead')}</p>}
    </header>
  );
}

/** Once for all parts: they are asked together and mostly fail together. */
function Failures() {
  const failures = useCampaign((campaign) => campaign.failures);
  return failures.map((code) => <FailureNotice key={code} trouble={{ code }} />);
}
