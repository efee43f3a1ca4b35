import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { MOST_SERIALS } from '../../../../contract/campaign.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { AppParts } from '../../../app/AppContext.tsx';
import { useApp } from '../../../app/AppContext.tsx';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useCampaign, useFeed } from '../feed/use-campaign.ts';
import { needsOf } from './bulk-kinds.ts';
import {
  createBulkStore,
  shownDeadline,
  type BulkState,
  type BulkStore,
  type Form,
} from './bulk-store.ts';
import type { CodeLookup } from './code-lookup.ts';
import { instantOf, isInRange } from './deadline.ts';
import { serialsIn, type SerialList } from './serial-list.ts';

export interface Bulk extends BulkState, Omit<BulkStore, 'store'> {
  readonly list: SerialList;
  /** Why codes of the list were not looked up. */
  readonly lookupTrouble: Failure | undefined;
  /** What is still missing, as a word under `ui.campaign.bulk.missing`. */
  readonly missing: string | undefined;
}

// One per window: what is under way, and what came of it, outlives a look at another screen.
const stores = new WeakMap<AppParts, BulkStore>();

export function useBulk(): Bulk {
  const { store, ...acts } = storeOf(useApp());
  const state = useStore(store);
  const now = useBenchNow(60_000);
  const hasWipe = useHasWipe();
  useNewAnswer(state.answer);
  const { list, lookupTrouble } = useList(state.form.text, acts.codes);
  const unread = list.pending.length > 0 ? (lookupTrouble ? 'codesUnread' : 'codes') : undefined;
  const isOff = state.form.kind === 'wipe' && hasWipe === false;
  return {
    ...state,
    ...acts,
    list,
    lookupTrouble,
    missing: isOff ? 'switchedOff' : (unread ?? missingIn(state.form, list, now)),
  };
}

/** The list with what its codes name: what is not known yet is looked up, and all anew when the clouds were listed. */
function useList(text: string, codes: CodeLookup) {
  const { readings, trouble } = useStore(codes.store);
  const list = useMemo(() => serialsIn(text, readings), [text, readings]);
  const listedAt = useCampaign(({ listing }) => listing?.finishedAt);
  useEffect(() => codes.forget(), [codes, listedAt]);
  useEffect(() => void codes.lookUp(list.pending), [codes, list]);
  return { list, lookupTrouble: list.pending.length > 0 ? trouble : undefined };
}

/** Whether the policy has Intune's own wipe; undefined until it was read. */
export function useHasWipe(): boolean | undefined {
  return useCampaign(({ clouds }) => clouds?.connections.policy.intuneWipe);
}

function storeOf(parts: AppParts): BulkStore {
  const bulk = stores.get(parts) ?? createBulkStore(parts);
  stores.set(parts, bulk);
  return bulk;
}

/** Everything is read anew on the screen that is open when the answer comes, whichever asked. */
function useNewAnswer(answer: BulkState['answer']): void {
  const feed = useFeed();
  const known = useRef(answer);
  useEffect(() => {
    if (answer && answer !== known.current) feed.refresh();
    known.current = answer;
  }, [answer, feed]);
}

function missingIn(form: Form, list: SerialList, now: number): string | undefined {
  const needs = needsOf(form.kind);
  if (list.serials.length === 0) return 'serials';
  if (list.serials.length > MOST_SERIALS) return 'fewer';
  const at = instantOf(shownDeadline(form, now));
  if (needs.needsDeadline && (at === undefined || !isInRange(at, now))) return 'deadline';
  return needs.needsPerson && form.person.trim() === '' ? 'person' : undefined;
}
