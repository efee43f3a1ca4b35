import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { ScanInput } from '../features/scan/scan-assembly.ts';
import type { SoundPlayer } from '../sound/player.ts';
import type { Desk } from './desk.ts';
import type { EngineClient } from './engine-client.ts';
import type { IdleSignOut } from './idle-sign-out.ts';
import type { KeyRouter } from './key-router.ts';
import type { ShellClient } from './shell-client.ts';
import type { AppState, AppStore } from './store.ts';

/** What every part of the window may reach. All of it lives as long as the page. */
export interface AppParts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly shell: ShellClient;
  readonly desk: Desk;
  readonly sound: SoundPlayer;
  readonly keys: KeyRouter;
  readonly scanInput: (input: ScanInput) => void;
  readonly guide: GuideSteps;
  readonly idle: IdleSignOut;
}

/** The guide on screen, as the arrow keys turn it. */
export interface GuideSteps {
  /** Lends the arrow keys to the guide that is shown; the returned function takes them back. */
  lend(turn: (by: 1 | -1) => void): () => void;
  turn(by: 1 | -1): void;
}

export const AppContext = createContext<AppParts | undefined>(undefined);

export function useApp(): AppParts {
  const parts = use(AppContext);
  if (!parts) throw new Error('useApp outside of AppContext');
  return parts;
}

/** A part of the state; the component is drawn again only when that part changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}
