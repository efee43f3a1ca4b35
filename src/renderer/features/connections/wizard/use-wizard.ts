import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../../contract/protocol.ts';
import type { Policy } from '../../../../core/verdict/policy.ts';
import type { AppParts } from '../../../app/AppContext.tsx';
import { useApp, useAppState } from '../../../app/AppContext.tsx';
import { shownPolicy } from './policy-actions.ts';
import type { WizardState } from './wizard-state.ts';
import { createWizard, type Wizard } from './wizard.ts';

// One per window: what was typed outlives a look at another screen.
const wizards = new WeakMap<AppParts, Wizard>();

export function useWizard(): Wizard {
  const parts = useApp();
  const wizard = wizards.get(parts) ?? createWizard(parts);
  wizards.set(parts, wizard);
  return wizard;
}

/** A part of what the wizard knows; the component is drawn again only when that part changes. */
export function useWizardState<T>(select: (state: WizardState) => T): T {
  return useStore(useWizard().store, select);
}

/** Reads what is kept whenever the screen is opened or an engine takes over, and hears of every change. */
export function useReading(): void {
  const wizard = useWizard();
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : undefined,
  );
  useEffect(() => {
    const stop = wizard.follow();
    if (generation !== undefined) void wizard.begin();
    return stop;
  }, [wizard, generation]);
  useListingEnd(wizard.readChoices);
}

/** Suggestions rest on whole lists, and those take their time under the quota. */
function useListingEnd(onEnd: () => Promise<void>): void {
  const isListing = useAppState(({ status }) => status?.value.listing !== undefined);
  const was = useRef(isListing);
  useEffect(() => {
    if (was.current && !isListing) void onEnd();
    was.current = isListing;
  }, [isListing, onEnd]);
}

export function usePolicy(): Policy | undefined {
  const connected = useWizardState((state) => state.connected);
  const edits = useWizardState((state) => state.edits);
  return useMemo(() => connected && shownPolicy({ connected, edits }), [connected, edits]);
}

export function useIsManaged(): boolean {
  return useWizardState(({ connected }) => connected?.isManaged ?? false);
}

export function useIsAsking(place: string): boolean {
  return useWizardState(({ asking }) => asking.has(place));
}

export function useFailure(place: string): Failure | undefined {
  return useWizardState(({ failures }) => failures[place]);
}
