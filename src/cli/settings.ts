import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Connections } from '../core/connections.ts';
import type { SecretStore } from '../core/ports.ts';
import type { SettingsProblem } from '../core/settings/problems.ts';
import { readSettings, type SecretFile } from '../core/settings/settings-file.ts';
import { say, type Language } from '../core/words/words.ts';
import { readPrivateKey, type KeyFault } from '../engine/clouds/apple/client-assertion.ts';
import { readCredential } from '../engine/clouds/microsoft/credential.ts';
import { createMemorySecrets } from '../engine/memory-secrets.ts';
import { fileReason } from './file-reason.ts';
import { complain } from './output.ts';

/** What a settings file says, with the content of the files that it names held in memory alone. */
export interface LoadedSettings {
  readonly settings: Connections;
  readonly secrets: SecretStore;
}

/** Undefined when the file or one that it names cannot be used; every problem of both was complained about. */
export function loadSettings(file: string, language: Language): LoadedSettings | undefined {
  const text = readOrComplain(file, file, language);
  if (text === undefined) return undefined;
  const read = readSettings(text);
  if (!read.ok) complainOfProblems(read.error.problems, file, language);
  const secrets = readSecrets(read.ok ? read.value.files : read.error.files, file, language);
  if (!read.ok || !secrets) return undefined;
  return { settings: read.value.connections, secrets: createMemorySecrets(secrets) };
}

function complainOfProblems(
  problems: readonly SettingsProblem[],
  file: string,
  language: Language,
): void {
  for (const { path: place, code, params } of problems) {
    const problem = say(language, `cli.settings.problem.${code}`, params);
    complain([file, place, problem].filter((part) => part !== '').join(': '));
  }
}

function readSecrets(
  files: readonly SecretFile[],
  settingsFile: string,
  language: Language,
): Record<string, string> | undefined {
  const contents = files.map((each) => {
    const found = path.resolve(path.dirname(settingsFile), each.file);
    const name = `${settingsFile}: ${each.path}`;
    const content = readOrComplain(found, name, language);
    if (content === undefined) return [each.secret, undefined] as const;
    warnOfReaders(found, language);
    const fault = faultOf(each, content);
    if (fault !== undefined) complain(say(language, `cli.settings.key.${fault}`, { file: name }));
    return [each.secret, fault === undefined ? content.trim() : undefined] as const;
  });
  const read = contents.flatMap(([secret, content]) =>
    content ? [[secret, content] as const] : [],
  );
  return read.length === files.length ? Object.fromEntries(read) : undefined;
}

/** Why nobody could sign in with this content: the cloud would only say that it refuses. */
function faultOf({ holds }: SecretFile, content: string): KeyFault | 'certificate' | undefined {
  if (holds === 'appleKey') {
    const key = readPrivateKey(content);
    return key.ok ? undefined : key.error;
  }
  return readCredential(holds, content).ok ? undefined : 'certificate';
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
