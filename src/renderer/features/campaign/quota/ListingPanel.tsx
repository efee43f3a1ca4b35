import type { ListingView } from '../../../../contract/campaign.ts';
import { MINUTE } from '../../../../core/time.ts';
import { useLanguage, useSay, type Say } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useAct } from '../feed/use-act.ts';
import { useCampaign } from '../feed/use-campaign.ts';
import { said } from '../said.ts';
import './quota.css';

/** How far the local copy of both clouds is, and how to stop or begin it. */
export function ListingPanel() {
  const say = useSay();
  const known = useCampaign(({ listing }) => listing);
  const pause = useAct('campaign.pauseListing');
  const begin = useAct('campaign.listNow');
  const failure = pause.failure ?? begin.failure;
  return (
    <section className="campaign-part" aria-label={say('ui.campaign.listing.title')}>
      <h2>{say('ui.campaign.listing.title')}</h2>
      <p className="muted">{say('ui.campaign.listing.text')}</p>
      {failure && <FailureNotice trouble={failure} />}
      {known ? (
        <Progress listing={known} />
      ) : (
        <p className="muted">{say('ui.campaign.notKnown')}</p>
      )}
      <div className="campaign-actions">
        {known?.isPaused || known?.isRunning ? (
          <Button
            disabled={pause.isBusy}
            onClick={() => void pause.run({ isPaused: !known.isPaused })}
          >
            {say(known.isPaused ? 'ui.campaign.listing.resume' : 'ui.campaign.listing.pause')}
          </Button>
        ) : (
          <Button disabled={begin.isBusy || !known} onClick={() => void begin.run({})}>
            {say('ui.campaign.listing.now')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Progress({ listing }: { readonly listing: ListingView }) {
  const say = useSay();
  const { done, expected, failure, finishedAt } = listing;
  const isUnderWay = listing.isRunning || listing.isPaused;
  return (
    <>
      {isUnderWay && (
        <>
          <progress
            className="progress"
            aria-label={say('ui.campaign.listing.title')}
            max={expected}
            value={expected === undefined ? undefined : Math.min(done, expected)}
          />
          <UnderWay listing={listing} />
        </>
      )}
      {failure !== undefined && (
        <Notice title={say('ui.campaign.listing.stopped')}>{causeOf(failure, say)}</Notice>
      )}
      <p className="muted">
        {finishedAt === undefined ? (
          say('ui.campaign.listing.never')
        ) : (
          <>
            {say('ui.campaign.listing.finished')} <RelativeTime at={finishedAt} isPast />
          </>
        )}
      </p>
    </>
  );
}

function UnderWay({
  listing: { done, expected, remaining, isPaused },
}: {
  readonly listing: ListingView;
}) {
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  const count = Math.max(1, Math.ceil((remaining ?? 0) / MINUTE));
  return (
    <p role="status">
      {expected === undefined
        ? say('ui.campaign.listing.done', { done: number(done) })
        : say('ui.campaign.listing.doneOf', { done: number(done), expected: number(expected) })}
      {isPaused && ` · ${say('ui.campaign.listing.paused')}`}
      {!isPaused && remaining !== undefined && ` · ${say('ui.campaign.listing.left', { count })}`}
    </p>
  );
}

/** A cause that has words of its own, or what the bench does about any other. */
function causeOf(failure: string, say: Say): string {
  const paths = [`ui.campaign.listing.why.${failure}`, `cause.${failure}.text`];
  return said(say, paths) ?? say('ui.campaign.listing.again');
}
