import { Tabs } from '@base-ui/react/tabs';
import { useState } from 'react';
import { useSay } from '../../app/language.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { AsidePanel } from './aside/AsidePanel.tsx';
import { BulkPanel } from './bulk/BulkPanel.tsx';
import { CampaignContext, useCampaign, useCampaignFeed } from './feed/use-campaign.ts';
import { JobList } from './jobs/JobList.tsx';
import { ListsPanel } from './lists/ListsPanel.tsx';
import { ProgressPanel } from './progress/ProgressPanel.tsx';
import { ListingPanel } from './quota/ListingPanel.tsx';
import { QuotaPanel } from './quota/QuotaPanel.tsx';
import { FindingList } from './runway/FindingList.tsx';
import { RunwaySteps } from './runway/RunwaySteps.tsx';
import { TargetTable } from './runway/TargetTable.tsx';
import { TabContext, TABS, type Tab } from './tab.ts';
import { WavesPanel } from './waves/WavesPanel.tsx';
import './campaign.css';

/** The whole migration, in parts: where it stands, how fast it goes, what is stuck, and what is out of the line. */
export function CampaignView() {
  const feed = useCampaignFeed();
  const say = useSay();
  const tab = useState<Tab>('runway');
  const [shown, show] = tab;
  return (
    <CampaignContext value={feed}>
      <TabContext value={tab}>
        <Tabs.Root className="campaign" value={shown} onValueChange={(value) => show(value as Tab)}>
          <Head />
          <Tabs.List className="tabs" aria-label={say('ui.campaign.title')}>
            {TABS.map((each) => (
              <Tabs.Tab key={each} value={each} className="tab">
                {say(`ui.campaign.tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Failures />
          {TABS.map((each) => (
            <Tabs.Panel key={each} value={each} className="tab-panel">
              {PARTS[each]()}
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      </TabContext>
    </CampaignContext>
  );
}

const PARTS: Readonly<Record<Tab, () => React.ReactNode>> = {
  runway: () => <RunwayPart />,
  progress: () => <ProgressPanel />,
  lists: () => <ListsPanel />,
  aside: () => <AsidePanel />,
  waves: () => <WavesPanel />,
};

/** The six steps, what stands in their way, the work under way and the clouds' quota. */
function RunwayPart() {
  return (
    <>
      <RunwaySteps />
      <FindingList />
      <TargetTable />
      <JobList />
      <BulkPanel />
      <div className="campaign-pair">
        <ListingPanel />
        <QuotaPanel />
      </div>
    </>
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
