import { say, type Language } from '../core/words/words.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'notThere',
  ENOTDIR: 'notThere',
  EISDIR: 'folder',
  EACCES: 'notAllowed',
  EPERM: 'notAllowed',
};

/** Why a file could not be read, in the person's own language: the system's sentence is English. */
export function fileReason(error: unknown, language: Language): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  if (reason !== undefined) return say(language, `cli.fileReason.${reason}`);
  return say(language, 'cli.fileReason.other', { code: code === '' ? '?' : code });
}
