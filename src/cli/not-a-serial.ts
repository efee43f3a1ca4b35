import { classifyCode } from '../core/identifiers/classify-code.ts';
import type { CodeKind } from '../core/identifiers/code.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Given } from './inputs.ts';

/** What was given in place of a serial. It may be a secret, so that `input` is its shown form: masked and cut. */
export interface NotASerial {
  readonly input: string;
  readonly line: number | null;
  readonly kind: CodeKind;
}

export function notASerial({ input, line }: Given): NotASerial {
  const code = classifyCode(input);
  return { input: code.input, line: line ?? null, kind: code.kind };
}

/** Where it stands and, where that is known, what it is instead. */
export function notASerialText({ input, line, kind }: NotASerial, language: Language): string {
  const text =
    line === null
      ? say(language, 'cli.notASerial.word', { input })
      : say(language, 'cli.notASerial.line', { input, line });
  const isKnown = kind !== 'unknown' && kind !== 'serial' && kind !== 'ambiguous';
  return isKnown ? `${text} (${say(language, `code.${kind}.name`)})` : text;
}
