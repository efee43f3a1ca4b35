import type { Failure } from '../contract/protocol.ts';
import { say, type Language } from '../core/words/words.ts';
import { complain } from './output.ts';

/** A failure in words: what happened, the cloud's own words if it said any, and the next step. */
export function complainOf({ code, detail }: Failure, language: Language): void {
  const text = say(language, `failure.${code}.text`);
  complain(detail === undefined ? text : `${text} (${detail})`);
  complain(say(language, `failure.${code}.next`));
}
