import { useEffect } from 'react';
import type { Settings } from '../../contract/shell.ts';
import { useAppState } from './AppContext.tsx';
import { useLanguage } from './language.tsx';

const PREFERS_DARK = '(prefers-color-scheme: dark)';

/** Puts theme and language on the page itself, where the style sheets and screen readers look for them. */
export function usePageAppearance(): void {
  const theme = useAppState((state) => state.shell.settings.theme);
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => followTheme(theme), [theme]);
}

function followTheme(theme: Settings['theme']): () => void {
  const system = matchMedia(PREFERS_DARK);
  const apply = () => {
    const systemTheme = system.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme === 'system' ? systemTheme : theme;
  };
  apply();
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}
