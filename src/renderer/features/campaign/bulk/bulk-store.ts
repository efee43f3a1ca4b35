import { createStore } from 'zustand/vanilla';
import type { OutputOf } from '../../../../contract/calls.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Result } from '../../../../core/result.ts';
import type { AppParts } from '../../../app/AppContext.tsx';
import { benchNow } from '../../../app/bench-time.ts';
import type { EngineClient } from '../../../app/engine-client.ts';
import type { BulkKind, Format } from './bulk-kinds.ts';
import { createCodeLookup } from './code-lookup.ts';
import { instantOf, usualDeadline } from './deadline.ts';
import { outcomeFor, type Answered, type BulkOutcome } from './refusals.ts';
import { serialsIn, type SerialList } from './serial-list.ts';

/** What the person has filled in. */
export interface Form {
  readonly kind: BulkKind;
  readonly text: string;
  /** As its field shows it; undefined: the usual one. */
  readonly deadline: string | undefined;
  readonly person: string;
  readonly format: Format;
}

type Ordered = OutputOf<'campaign.orderReset'>;

/** The file of one order, with what it was made for: that may no longer be what the form says. */
export interface OrderFile extends NonNullable<Ordered['file']> {
  readonly id: number;
  /** How many devices it holds. */
  readonly count: number;
  readonly format: Format;
  /** Who agreed. */
  readonly person: string;
  /** Undefined until it was saved. */
  readonly savedAs: string | undefined;
  /** Why the last try to save it failed. */
  readonly failure: Failure | undefined;
}

export interface BulkState {
  readonly form: Form;
  /** While an act is under way the form holds what was sent. */
  readonly isBusy: boolean;
  readonly answer: Result<BulkOutcome, Failure> | undefined;
  /** Oldest first. The record says already that their devices are ordered: none goes unsaved without a word. */
  readonly files: readonly OrderFile[];
}

export type BulkStore = ReturnType<typeof createBulkStore>;

/** Everything a person can do with many serials. It outlives the screen: a check of thousands takes hours. */
export function createBulkStore({
  engine,
  shell,
  store: app,
}: Pick<AppParts, 'engine' | 'shell' | 'store'>) {
  const store = createStore<BulkState>()(() => initialBulk);
  const codes = createCodeLookup(engine);
  let lastId = 0;
  const note = (id: number, part: Partial<OrderFile>) =>
    store.setState(({ files }) => ({
      files: files.map((file) => (file.id === id ? { ...file, ...part } : file)),
    }));
  /** Does nothing while an act is under way. */
  const change = (part: Partial<Form>) =>
    store.setState((state) => (state.isBusy ? state : changed(state, part)));
  return {
    store,
    codes,
    change,
    /** One act at a time: does nothing while another is under way. */
    async send(): Promise<void> {
      const { form, isBusy, files } = store.getState();
      if (isBusy) return;
      store.setState({ isBusy: true, answer: undefined, files: files.filter(isUnsaved) });
      const now = benchNow(app.getState().status, Date.now());
      const list = serialsIn(form.text, codes.store.getState().readings);
      const answer = outcomeFor(list, await ask(engine, form, { list, now }));
      const made = fileOf(form, answer, ++lastId);
      store.setState((state) => ({ isBusy: false, answer, files: [...state.files, ...made] }));
    },
    /** Where the person says; one who gives up there has saved nothing. */
    async save({ id, name, text, savedAs }: OrderFile): Promise<void> {
      const answer = await shell.ask('shell.saveText', { name, text });
      if (!answer.ok) return note(id, { failure: answer.error });
      note(id, { savedAs: answer.value.fileName ?? savedAs, failure: undefined });
    },
    /** Puts these lines under those that are there; a device that stands there twice counts once. */
    add(lines: readonly string[]): void {
      const before = store.getState().form.text.trimEnd();
      change({ text: [...(before === '' ? [] : [before]), ...lines].join('\n') });
    },
    putAway({ id }: OrderFile): void {
      store.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }));
    },
  };
}

/** The deadline that stands in the field at that moment of the bench's clock. */
export function shownDeadline({ deadline }: Form, now: number): string {
  return deadline ?? usualDeadline(now);
}

const initialBulk: BulkState = {
  form: { kind: 'assign', text: '', deadline: undefined, person: '', format: 'jamf' },
  isBusy: false,
  answer: undefined,
  files: [],
};

/** The answer was to other serials, or to something else. */
function changed({ form, files }: BulkState, part: Partial<Form>): Partial<BulkState> {
  const isOther = part.kind !== undefined || part.text !== undefined;
  return {
    form: { ...form, ...part },
    ...(isOther && { answer: undefined, files: files.filter(isUnsaved) }),
  };
}

function isUnsaved({ savedAs }: OrderFile): boolean {
  return savedAs === undefined;
}

function fileOf(
  { format, person }: Form,
  answer: Result<BulkOutcome, Failure>,
  id: number,
): readonly OrderFile[] {
  if (!answer.ok || !answer.value.file) return [];
  const { queued, file } = answer.value;
  const about = { id, count: queued.length, format, person: person.trim() };
  return [{ ...file, ...about, savedAs: undefined, failure: undefined }];
}

interface About {
  readonly list: SerialList;
  readonly now: number;
}

function ask(
  engine: EngineClient,
  form: Form,
  { list, now }: About,
): Promise<Result<Answered, Failure>> {
  const { kind, format } = form;
  const serials = [...list.serials];
  const deadlineAt = instantOf(shownDeadline(form, now)) ?? 0;
  const approvedBy = form.person.trim();
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
      return engine.ask('campaign.orderReset', { serials, format, approvedBy });
    case 'wipe':
      return engine.ask('campaign.wipe', { serials, approvedBy });
  }
}
