import { z } from 'zod';
import { hardwareSchema, type Hardware } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Instant } from '../../core/time.ts';
import type { Said } from './list-table.ts';

/** What an organization's list says of a device. `status` says whether it is on some service, not on which. */
export interface ListedDevice {
  readonly hardware: Hardware;
  readonly status: string;
}
export const listedDeviceSchema = z.object({ hardware: hardwareSchema, status: z.string() });

/** What a service's list says of a device beyond naming it. */
export interface ListedOnService {
  readonly assignedAt?: Instant;
}

/** Did a pass that began later come to its end without naming the serial? */
export function isRefuted(
  asked: Fact<unknown> | undefined,
  { startedAt }: Said,
  latest: Instant,
  lag = 0,
): boolean {
  if (!asked || startedAt === null || startedAt > latest) return false;
  return asked.observedAt > latest || startedAt - asked.observedAt > lag;
}

/** The row of a list as a fact; none when there is no row, or one that cannot be read. */
export function listedAs<Row, Value>(
  { kind, row }: Said,
  schema: z.ZodType<Row>,
  map: (row: Row) => Value,
): Fact<Value>[] {
  const parsed = row && schema.safeParse(row.value);
  if (!row || !parsed?.success) return [];
  const isApple = kind === 'service' || kind === 'devices';
  const source = isApple ? 'appleList' : 'intuneList';
  return [{ value: map(parsed.data), source, observedAt: row.observedAt }];
}

/** Of two that are equally new the first. What was read in the future was read by a wrong clock: it counts last. */
export function newest<Value>(
  facts: readonly (Fact<Value> | undefined)[],
  latest: Instant,
): Fact<Value> | undefined {
  const age = ({ observedAt }: Fact<Value>): number => (observedAt > latest ? -1 : observedAt);
  let winner: Fact<Value> | undefined;
  for (const fact of facts) if (fact && (!winner || age(fact) > age(winner))) winner = fact;
  return winner;
}
