import { TriangleAlert, UserRound } from 'lucide-react';
import type { RunwayFinding, RunwayStep } from '../../../../core/runway/runway.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { LaneShape } from '../../../ui/LaneShape.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { said } from '../said.ts';
import './findings.css';

interface Placed {
  readonly step: RunwayStep['step'];
  readonly finding: RunwayFinding;
}

/** What stands in the way, and who can mend it: what blocks comes first, then in the order of the steps. */
export function FindingList() {
  const say = useSay();
  const steps = useCampaign(({ runway }) => runway?.steps);
  if (!steps) return null;
  const all = steps.flatMap(({ step, findings }) => findings.map((finding) => ({ step, finding })));
  const inOrder = [...all.filter(isBlocking), ...all.filter((each) => !isBlocking(each))];
  const isRead = steps.every(({ state }) => state !== 'unknown');
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.inTheWay')}>
      <div className="campaign-part-head">
        <h2>{say('ui.campaign.inTheWay')}</h2>
        <ToClouds isWanted={inOrder.some(({ step }) => step === 'onboard')} />
      </div>
      {inOrder.length === 0 && (
        <EmptyState title={say(isRead ? 'ui.campaign.clear.title' : 'ui.campaign.unread.title')}>
          {say(isRead ? 'ui.campaign.clear.text' : 'ui.campaign.unread.text')}
        </EmptyState>
      )}
      <ul className="finding-list">
        {inOrder.map((each) => (
          <Finding key={JSON.stringify(each)} {...each} />
        ))}
      </ul>
    </section>
  );
}

function isBlocking({ finding }: Placed): boolean {
  return finding.level === 'blocks';
}

function Finding({ step, finding }: Placed) {
  const say = useSay();
  const { code, level, who, params } = finding;
  const isBlock = level === 'blocks';
  return (
    <li className="finding" data-lane={isBlock ? 'stop' : 'fix'}>
      <span className="finding-level">
        {isBlock ? <LaneShape lane="stop" size={18} /> : <TriangleAlert size={18} aria-hidden />}
        {say(`ui.campaign.level.${level}`)}
      </span>
      <span className="finding-step muted">{say(`runway.step.${step}.title`)}</span>
      <div className="finding-text">
        <strong>{say(`runway.finding.${code}.text`, params)}</strong>{' '}
        {said(say, [`cause.${params['cause']}.text`])}
        <p className="muted">{say(`runway.finding.${code}.next`, params)}</p>
      </div>
      <span className="finding-who">
        <UserRound size={16} aria-hidden="true" />
        {say(`runway.who.${who}`)}
      </span>
    </li>
  );
}

function ToClouds({ isWanted }: { readonly isWanted: boolean }) {
  const { store } = useApp();
  const say = useSay();
  if (!isWanted) return null;
  return (
    <Button keyCap="Ctrl 6" onClick={() => store.setState({ view: 'connections' })}>
      {say('ui.campaign.toClouds')}
    </Button>
  );
}
