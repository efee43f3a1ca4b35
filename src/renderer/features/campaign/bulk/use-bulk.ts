import { useState } from 'react';
import type { OutputOf } from '../../../../contract/calls.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { benchNow } from '../../../app/bench-time.ts';
import type { Answer, EngineClient } from '../../../app/engine-client.ts';
import { useFeed } from '../feed/use-campaign.ts';
import { needsOf, type BulkKind, type Format } from './bulk-kinds.ts';
import { instantOf, isInRange, usualDeadline } from './deadline.ts';
import { MOST_SERIALS, serialsIn, type SerialList } from './serial-list.ts';

/** What the person has filled in. */
export interface Form {
  readonly kind: BulkKind;
  readonly text: string;
  readonly deadline: string;
  readonly person: string;
  readonly format: Format;
}

export type BulkOutcome = OutputOf<'campaign.assign'> & {
  readonly file?: OutputOf<'campaign.orderReset'>['file'];
};

export interface Bulk {
  readonly form: Form;
  readonly list: SerialList;
  /** What is still missing, as a word under `ui.campaign.bulk.missing`. */
  readonly missing: string | undefined;
  readonly isBusy: boolean;
  readonly outcome: BulkOutcome | undefined;
  readonly failure: Failure | undefined;
  change(part: Partial<Form>): void;
  send(): Promise<void>;
}

export function useBulk(): Bulk {
  const { engine, store } = useApp();
  const feed = useFeed();
  const now = () => benchNow(store.getState().status, Date.now());
  const [form, setForm] = useState<Form>(() => emptyForm(usualDeadline(now())));
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer<'campaign.assign'>>();
  const list = serialsIn(form.text);
  return {
    form,
    list,
    missing: missingIn(form, list, now()),
    isBusy,
    outcome: answer?.ok ? answer.value : undefined,
    failure: answer && !answer.ok ? answer.error : undefined,
    change(part) {
      setForm((before) => ({ ...before, ...part }));
      // The answer was to other serials, or to something else.
      if (part.kind !== undefined || part.text !== undefined) setAnswer(undefined);
    },
    async send() {
      setBusy(true);
      setAnswer(await ask(engine, form, list.serials));
      setBusy(false);
      feed.refresh();
    },
  };
}

function emptyForm(deadline: string): Form {
  return { kind: 'assign', text: '', deadline, person: '', format: 'jamf' };
}

function missingIn({ kind, deadline, person }: Form, list: SerialList, now: number) {
  const needs = needsOf(kind);
  if (list.serials.length === 0) return 'serials';
  if (list.serials.length > MOST_SERIALS) return 'fewer';
  const at = instantOf(deadline);
  if (needs.needsDeadline && (at === undefined || !isInRange(at, now))) return 'deadline';
  return needs.needsPerson && person.trim() === '' ? 'person' : undefined;
}

function ask(
  engine: EngineClient,
  { kind, deadline, person, format }: Form,
  all: SerialList['serials'],
): Promise<Answer<'campaign.assign'>> {
  const serials = [...all];
  const deadlineAt = instantOf(deadline) ?? 0;
  switch (kind) {
    case 'assign':
      return engine.ask('campaign.assign', { serials });
    case 'migrate':
      return engine.ask('campaign.migrate', { serials, deadlineAt });
    case 'changeDeadline':
      return engine.ask('campaign.changeDeadline', { serials, deadlineAt });
    case 'cancelMigration':
      return engine.ask('campaign.cancelMigration', { serials });
    case 'orderReset':
      return engine.ask('campaign.orderReset', { serials, format, approvedBy: person.trim() });
    case 'wipe':
      return engine.ask('campaign.wipe', { serials, approvedBy: person.trim() });
  }
}
