import { CloudOff, ListChecks, RotateCcw, Timer, Usb, UserRound } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Status } from '../../contract/status.ts';
import { hasEnded } from '../../core/jobs/job.ts';
import { clockTime } from '../../core/words/words.ts';
import { useApp, useAppState } from './AppContext.tsx';
import { useLanguage, useSay } from './language.tsx';
import { StatusTroubles } from './StatusTroubles.tsx';

/** One thin line about everything that is not the device; it raises its voice only for what blocks the person. */
export const StatusBar = memo(function StatusBar() {
  const say = useSay();
  const status = useAppState((state) => state.status?.value);
  return (
    <footer className="status-bar" aria-label={say('ui.status.label')}>
      {status && (
        <>
          <Operator operator={status.operator} />
          {!status.isOnline && (
            <Item icon={<CloudOff size={14} />} isBlocking>
              {say('ui.status.offline')}
            </Item>
          )}
          <StatusTroubles troubles={status.troubles} />
          {status.usb !== 'watching' && (
            <Item icon={<Usb size={14} />}>{say(`ui.status.${status.usb}`)}</Item>
          )}
          <Restarted />
          <Listing listing={status.listing} />
          <Jobs jobs={status.jobs} />
          <Budgets budgets={status.budgets} />
          <span className="status-bench muted">
            {say('ui.status.bench', { bench: status.bench.slice(0, 8) })}
          </span>
        </>
      )}
    </footer>
  );
});

interface ItemProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly isBlocking?: boolean;
}

function Item({ icon, children, isBlocking }: ItemProps) {
  return (
    <span className="status-item" data-blocking={isBlocking || undefined}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  );
}

function Operator({ operator }: Pick<Status, 'operator'>) {
  const { store } = useApp();
  const say = useSay();
  return (
    <button
      type="button"
      className="status-item status-button"
      data-blocking={operator === null || undefined}
      onClick={() => store.setState({ view: 'settings' })}
    >
      <UserRound size={14} aria-hidden="true" />
      {operator ?? say('ui.status.nobody')}
    </button>
  );
}

/** A restart takes a tenth of a second: too short to be read, so it is told afterwards. */
function Restarted() {
  const say = useSay();
  const restartedAt = useAppState((state) => state.restartedAt);
  if (restartedAt === undefined) return null;
  return <Item icon={<RotateCcw size={14} />}>{say('ui.status.restarted', { restartedAt })}</Item>;
}

function Listing({ listing }: Pick<Status, 'listing'>) {
  const say = useSay();
  const language = useLanguage();
  if (!listing) return null;
  const done = listing.done.toLocaleString(language);
  const expected = listing.expected?.toLocaleString(language);
  return (
    <Item icon={<ListChecks size={14} />}>
      {expected === undefined
        ? say('ui.status.listing', { done })
        : say('ui.status.listingOf', { done, expected })}
    </Item>
  );
}

function Jobs({ jobs }: Pick<Status, 'jobs'>) {
  const say = useSay();
  const open = jobs.filter(({ state }) => !hasEnded(state)).length;
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  return (
    <>
      {open > 0 && (
        <Item icon={<ListChecks size={14} />}>{say('ui.status.jobs', { count: open })}</Item>
      )}
      {failed > 0 && (
        <Item icon={<ListChecks size={14} />} isBlocking>
          {say('ui.status.failed', { count: failed })}
        </Item>
      )}
    </>
  );
}

/** A cloud's quota is worth a word only while somebody waits for it. */
function Budgets({ budgets }: Pick<Status, 'budgets'>) {
  const say = useSay();
  const language = useLanguage();
  return budgets
    .filter(({ waiting }) => waiting > 0)
    .map((budget) => (
      <Item
        key={`${budget.cloud}-${budget.organizationId}-${budget.kind}`}
        icon={<Timer size={14} />}
      >
        {say(`ui.status.waiting.${budget.cloud}`, { count: budget.waiting })}
        {budget.nextFreeAt !== undefined &&
          `, ${say('ui.status.nextFree', { time: clockTime(language, budget.nextFreeAt) })}`}
      </Item>
    ));
}
