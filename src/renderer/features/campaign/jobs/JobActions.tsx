import { useEffect, useRef, useState } from 'react';
import type { JobView } from '../../../../contract/campaign.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useAct } from '../feed/use-act.ts';

/** Retry what failed, or cancel what is open. Both ask and answer where they stand. */
export function JobActions({ job }: { readonly job: JobView }) {
  const say = useSay();
  const retry = useAct('campaign.retryJob');
  const cancel = useAct('campaign.cancelJob');
  const failure = retry.failure ?? cancel.failure;
  const { id } = job;
  return (
    <div className="job-actions">
      {job.mayRetry && (
        <Button disabled={retry.isBusy} onClick={() => void retry.run({ id })}>
          {job.retries > 0
            ? say('ui.campaign.jobs.retry', { count: job.retries })
            : say('ui.campaign.jobs.retryNone')}
        </Button>
      )}
      {job.mayCancel && (
        <Cancel job={job} isBusy={cancel.isBusy} onCancel={() => void cancel.run({ id })} />
      )}
      {failure && <FailureNotice trouble={failure} />}
      {retry.value && <Retried count={retry.value.open} />}
      {cancel.value && (
        <Notice title={say('ui.campaign.jobs.isCancelled', { count: cancel.value.serials })}>
          {say(`campaign.cancelled.${cancel.value.happened}`)}
        </Notice>
      )}
    </div>
  );
}

/** The button leaves with what it was for: the focus stays beside its place. */
function Retried({ count }: { readonly count: number }) {
  const say = useSay();
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <p role="status" tabIndex={-1} ref={text}>
      {say(count > 0 ? 'ui.campaign.jobs.retried' : 'ui.campaign.jobs.retriedNone', { count })}
    </p>
  );
}

interface CancelProps {
  readonly job: JobView;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

/** The second press is beside the first, not under it, and the focus goes to the harmless one. */
function Cancel(props: CancelProps) {
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <Question {...props} onDone={() => setAsked(false)} />;
  return (
    <Button look="plain" onClick={() => setAsked(true)}>
      {say('ui.campaign.jobs.cancel')}
    </Button>
  );
}

function Question({
  job,
  isBusy,
  onCancel,
  onDone,
}: CancelProps & { readonly onDone: () => void }) {
  const say = useSay();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  const decide = () => {
    onDone();
    onCancel();
  };
  return (
    <div
      className="job-question"
      role="group"
      aria-label={say('ui.campaign.jobs.cancel')}
      ref={group}
    >
      <p>{say(`ui.campaign.jobs.cancelText.${job.state === 'queued' ? 'queued' : 'sent'}`)}</p>
      <Button look="plain" onClick={onDone}>
        {say('ui.campaign.jobs.keep')}
      </Button>
      <Button disabled={isBusy} onClick={decide}>
        {say('ui.campaign.jobs.cancelNow', { count: job.open })}
      </Button>
    </div>
  );
}
