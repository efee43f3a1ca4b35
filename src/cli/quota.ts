import type { QuotaView } from '../contract/campaign.ts';
import type { Budget } from '../contract/status.ts';
import { say, type Language } from '../core/words/words.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT } from './exit-codes.ts';
import { iso } from './instants.ts';
import { complain, print, printJson } from './output.ts';
import type { Done } from './run-command.ts';
import { withEngine, type Wanted } from './with-engine.ts';

const LOOKING: Wanted = { role: 'visitor', clouds: 'none', tasks: ['watch'] };

/** What may still be asked of each cloud in its running window. Asks nobody. */
export async function quota(line: CommandLine): Promise<Done> {
  const [extra] = line.words;
  if (extra !== undefined) return { key: 'extra', params: { command: 'quota', extra } };
  return withEngine({ ...line, cached: true }, LOOKING, async (engine) => {
    const view = await engine.calls['campaign.quota']({});
    if (!view.ok) {
      complainOf(view.error, line.language);
      return EXIT.failed;
    }
    if (view.value.budgets.length === 0) {
      complain(say(line.language, 'cli.notConnected'));
      return EXIT.unanswered;
    }
    if (line.json) printAsJson(view.value);
    else for (const budget of view.value.budgets) print(budgetText(budget, line.language));
    return EXIT.answered;
  });
}

function printAsJson({ budgets, spent }: QuotaView): void {
  for (const { nextFreeAt, pace, ...budget } of budgets) {
    printJson({ ...budget, nextFreeAt: iso(nextFreeAt), pace: pace ?? 1 });
  }
  for (const line of spent) printJson(line);
}

function budgetText(budget: Budget, language: Language): string {
  const { cloud, organizationId, kind, spent, limit, waiting, nextFreeAt, pace } = budget;
  const parts = [
    cloud === 'apple' ? `Apple ${organizationId}` : 'Microsoft',
    say(language, `cli.quota.${kind}`, { spent, limit }),
    waiting > 0 ? say(language, 'cli.quota.waiting', { count: waiting }) : '',
    nextFreeAt === undefined ? '' : say(language, 'cli.quota.nextFree', { nextFreeAt }),
    pace === undefined ? '' : say(language, 'cli.quota.pace', { percent: Math.round(pace * 100) }),
  ];
  return parts.filter((part) => part !== '').join('  ');
}
