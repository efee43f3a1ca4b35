import { existsSync } from 'node:fs';
import { say, type Language } from '../core/words/words.ts';
import { ledgerPath } from '../engine/ledger/ledger-file.ts';
import { verifyLedgerFile } from '../engine/ledger/ledger-reader.ts';
import type { CommandLine } from './command-line.ts';
import { modeFolder, modeOf } from './data-folder.ts';
import { EXIT } from './exit-codes.ts';
import { complain, print, printJson } from './output.ts';
import type { Done } from './run-command.ts';

/** `ledger verify`: proves the chain of the record, also while the app runs. Writes nothing. */
export function ledger(line: CommandLine): Done {
  const { words, json, language } = line;
  if (words.length !== 1 || words[0] !== 'verify') return { key: 'ledger', params: {} };
  const mode = modeOf(line);
  const file = ledgerPath(modeFolder(mode), mode);
  if (!existsSync(file)) {
    complain(say(language, 'cli.ledger.none', { file }));
    return EXIT.unanswered;
  }
  const verified = verifyLedgerFile(file);
  if (!verified.ok) {
    if (json) printJson({ file, ok: false, failure: verified.error.code });
    complain(say(language, `failure.${verified.error.code}.text`));
    return EXIT.failed;
  }
  const report = verified.value;
  const ok = report.firstBreak === undefined;
  if (json) printJson({ file, ok, ...report });
  else print(sentence(report, language));
  return ok ? EXIT.answered : EXIT.failed;
}

type Report = Extract<ReturnType<typeof verifyLedgerFile>, { ok: true }>['value'];

function sentence({ events, checkpoints, firstBreak, head }: Report, language: Language): string {
  if (firstBreak !== undefined) {
    return say(language, 'cli.ledger.broken', { sequence: firstBreak, events });
  }
  return say(language, 'cli.ledger.holds', { events, checkpoints, head });
}
