import { createContext, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp, useAppState } from '../../../app/AppContext.tsx';
import { createCampaignFeed, type Campaign, type CampaignFeed } from './campaign-feed.ts';

export const CampaignContext = createContext<CampaignFeed | undefined>(undefined);

/** A feed as long as the screen is open; it asks again when another engine has taken over. */
export function useCampaignFeed(): CampaignFeed {
  const { engine } = useApp();
  const [feed] = useState(() => createCampaignFeed(engine));
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : -1,
  );
  useEffect(() => (generation >= 0 ? feed.follow() : undefined), [feed, generation]);
  return feed;
}

export function useFeed(): CampaignFeed {
  const feed = use(CampaignContext);
  if (!feed) throw new Error('useFeed outside of the campaign screen');
  return feed;
}

export function useCampaign<T>(select: (campaign: Campaign) => T): T {
  return useStore(useFeed().store, select);
}
