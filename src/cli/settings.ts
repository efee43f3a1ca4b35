import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Connections } from '../core/connections.ts';
import type { SecretStore } from '../core/ports.ts';
import { readSettings, type SecretFile } from '../core/settings/settings-file.ts';
import { say, type Language } from '../core/words/words.ts';
import { createMemorySecrets } from '../engine/memory-secrets.ts';
import { fileReason } from './file-reason.ts';
import { complain } from './output.ts';

/** What a settings file says, with the content of the files that it names held in memory alone. */
export interface LoadedSettings {
  readonly settings: Connections;
  readonly secrets: SecretStore;
}

/** Undefined when the file or one that it names cannot be used; every problem was complained about. */
export function loadSettings(file: string, language: Language): LoadedSettings | undefined {
  const text = readOrComplain(file, file, language);
  if (text === undefined) return undefined;
  const read = readSettings(text);
  if (!read.ok) {
    for (const { path: place, code, params } of read.error) {
      const problem = say(language, `cli.settings.problem.${code}`, params);
      complain([file, place, problem].filter((part) => part !== '').join(': '));
    }
    return undefined;
  }
  const secrets = readSecrets(read.value.files, file, language);
  return secrets && { settings: read.value.connections, secrets: createMemorySecrets(secrets) };
}

function readSecrets(
  files: readonly SecretFile[],
  settingsFile: string,
  language: Language,
): Record<string, string> | undefined {
  const contents = files.map(({ secret, file, path: place }) => {
    const found = path.resolve(path.dirname(settingsFile), file);
    const content = readOrComplain(found, `${settingsFile}: ${place}`, language);
    if (content !== undefined) warnOfReaders(found, language);
    return [secret, content?.trim()] as const;
  });
  const read = contents.flatMap(([secret, content]) =>
    content ? [[secret, content] as const] : [],
  );
  return read.length === files.length ? Object.fromEntries(read) : undefined;
}

/** `name` is what the complaint calls it: where a file is named, not its content, may be shown. */
function readOrComplain(file: string, name: string, language: Language): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.trim() !== '') return text;
    complain(say(language, 'cli.settings.emptyFile', { file: name }));
  } catch (error) {
    const reason = fileReason(error, language);
    complain(say(language, 'cli.fileUnreadable', { file: name, reason }));
  }
  return undefined;
}

/** Windows keeps rights elsewhere; its mode bits say nothing. */
function warnOfReaders(file: string, language: Language): void {
  const isShared = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  if (isShared) complain(say(language, 'cli.settings.sharedFile', { file }));
}
