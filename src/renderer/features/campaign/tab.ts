import { createContext, use } from 'react';

export const TABS = ['runway', 'progress', 'lists', 'aside', 'waves'] as const;
export type Tab = (typeof TABS)[number];

/** Which part of the screen is shown, and how to show another. */
export const TabContext = createContext<readonly [Tab, (tab: Tab) => void] | undefined>(undefined);

export function useTab(): readonly [Tab, (tab: Tab) => void] {
  const tab = use(TabContext);
  if (!tab) throw new Error('useTab outside of the campaign screen');
  return tab;
}
