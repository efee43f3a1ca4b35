import { useMemo } from 'react';
import { languageOf, say, type Language, type Parameters } from '../../core/words/words.ts';
import { useAppState } from './AppContext.tsx';
import type { Shell } from './store.ts';

/** Says a sentence of the catalogue in the language of this window. */
export type Say = (path: string, parameters?: Parameters) => string;

export function useLanguage(): Language {
  return useAppState((state) => shellLanguage(state.shell));
}

export function useSay(): Say {
  const language = useLanguage();
  return useMemo(() => (path, parameters) => say(language, path, parameters), [language]);
}

/** The chosen language, else the system's. */
export function shellLanguage({ settings, systemLanguage }: Shell): Language {
  return settings.language === 'system' ? languageOf(systemLanguage) : settings.language;
}
