import { CATALOGUES, say, type Language } from '../../../core/words/words.ts';

/**
 * What the browser shows once it has come back to this machine: in every language, since nobody knows here which one
 * the browser speaks. No script, nothing from elsewhere.
 */
export function signInPage(outcome: 'done' | 'failed'): string {
  const languages = Object.keys(CATALOGUES) as Language[];
  const lines = languages.map(
    (language) => `<p lang="${language}">${say(language, `signInPage.${outcome}`)}</p>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${say('en', 'signInPage.title')}</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1.5rem}</style>
${lines.join('\n')}
</html>`;
}
