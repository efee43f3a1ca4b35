import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { complain } from './output.ts';

/** Says what keeps the answers of a cloud from coming, and what to do about it. */
export async function complainOfTroubles(engine: Engine, language: Language): Promise<void> {
  const status = await engine.calls['status.read']({});
  if (!status.ok) return;
  for (const { cloud, cause } of status.value.troubles ?? []) {
    const text = say(language, `cause.${cause.code}.text`, cause.params);
    const next = say(language, `cause.${cause.code}.next`, cause.params);
    complain(say(language, `ui.status.trouble.${cloud}`, { text, next }));
  }
}
