import type { MadeFile } from '../../../contract/documents.ts';
import type { ShellClient } from '../../app/shell-client.ts';

/** Saves what the engine has made where the person says; `fileName` is null when they said nowhere. */
export function saveFile(shell: ShellClient, { name, text, bytes }: MadeFile) {
  return bytes === undefined
    ? shell.ask('shell.saveText', { name, text: text ?? '' })
    : shell.ask('shell.saveBytes', { name, bytes });
}
