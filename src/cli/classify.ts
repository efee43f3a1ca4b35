import { classifyCode } from '../core/identifiers/classify-code.ts';
import type { ClassifiedCode } from '../core/identifiers/code.ts';
import { say, type Language } from '../core/words/words.ts';
import type { CommandLine } from './command-line.ts';
import { EXIT } from './exit-codes.ts';
import { readWords } from './inputs.ts';
import { print, printJson } from './output.ts';
import type { Done } from './run-command.ts';

/** Says what each code is. A bypass code is masked by the classifier already: nothing here sees it. */
export async function classify(line: CommandLine): Promise<Done> {
  const { words, json, language } = line;
  const codes = await readWords(line);
  if (codes.length === 0 && words.length === 0) {
    return { key: 'nothingToDo', params: { command: 'classify' } };
  }
  for (const code of codes) {
    const { input, kind, value, candidates } = classifyCode(code.input);
    if (json) printJson({ input, kind, value, candidates });
    else print(lineFor({ input, kind, value, candidates }, language));
  }
  return EXIT.answered;
}

function lineFor({ input, kind, value, candidates }: ClassifiedCode, language: Language): string {
  const name = say(language, `code.${kind}.name`);
  const meanings = candidates.map(
    (one) => `${say(language, `code.${one.kind}.name`)} ${one.value}`,
  );
  const parts = [input, name, value, meanings.join(' / ')];
  return parts.filter((part) => part !== '').join('\t');
}
