import type { BenchCommand } from '../../core/identifiers/bench-codes.ts';
import type { Condition } from '../../core/sessions/condition.ts';

/** The line of the command sheet for what is seen of a device. */
export const CONDITION_COMMANDS: Readonly<Record<Condition, BenchCommand>> = {
  swollenBattery: 'SWOLLEN',
  cracked: 'CRACKED',
  simInside: 'SIM',
  noCharger: 'NOCHARGER',
  withCase: 'CASE',
  waterDamage: 'WATER',
};

export function conditionOfCommand(word: string): Condition | undefined {
  const all = Object.entries(CONDITION_COMMANDS) as [Condition, BenchCommand][];
  return all.find(([, command]) => command === word)?.[0];
}
