import type { Status } from '../contract/status.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { complain } from './output.ts';

/** Says what keeps the answers of each cloud from coming, and what to do about it. */
export async function complainOfTroubles(
  engine: Engine,
  { language, cached }: Pick<CommandLine, 'language' | 'cached'>,
): Promise<void> {
  const status = await engine.calls['status.read']({});
  if (!status.ok) return;
  const { budgets, troubles = [] } = status.value;
  if (budgets.length > 0) complainOfMissing(budgets, language);
  // Without connections the others have said so before they began.
  else if (cached) complain(say(language, 'cli.notConnected'));
  for (const { cloud, cause } of troubles) {
    const text = say(language, `cause.${cause.code}.text`, cause.params);
    const next = say(language, `cause.${cause.code}.next`, cause.params);
    complain(say(language, `cli.noAnswerFrom.${cloud}`, { text, next }));
  }
}

/** A cloud that is connected has a budget. */
function complainOfMissing(budgets: Status['budgets'], language: Language): void {
  for (const cloud of ['apple', 'microsoft'] as const) {
    const isConnected = budgets.some((budget) => budget.cloud === cloud);
    if (!isConnected) complain(say(language, `cli.cloudMissing.${cloud}`));
  }
}
