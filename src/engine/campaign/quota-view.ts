import type { QuotaView } from '../../contract/campaign.ts';
import type { Budget } from '../../contract/status.ts';

export type Spent = QuotaView['spent'];

/** Where the quota of both clouds stands, and what it went on since this engine started: the largest part first. */
export function quotaView(clouds: { budgets(): readonly Budget[]; spent(): Spent }): QuotaView {
  return { budgets: [...clouds.budgets()], spent: added(clouds.spent()) };
}

/** Several organizations ask Apple for the same things: here they are one line. */
function added(spent: Spent): Spent {
  const lines = new Map<string, Spent[number]>();
  for (const line of spent) {
    const key = `${line.cloud} ${line.purpose}`;
    lines.set(key, { ...line, count: line.count + (lines.get(key)?.count ?? 0) });
  }
  return [...lines.values()]
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
}
