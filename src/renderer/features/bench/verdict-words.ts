import type { Card } from '../../../contract/desk.ts';
import type { Say } from '../../app/language.tsx';

/** More letters than this do not stand on one line of the band. */
const LONGEST_LINE = 10;

/** The word of a lane as the band shows it: on one line, or on two when it is long. */
export function wordLines(word: string): readonly string[] {
  const isLong = word.length > LONGEST_LINE;
  return isLong ? word.split(' ') : [word];
}

/**
 * How large the word may be, as a share of the band's normal size: the same room for every word, so that short
 * ones are larger and EINSCHALTEN still fits.
 */
export function wordScale(lines: readonly string[]): number {
  const longest = Math.max(...lines.map((line) => line.length));
  const byWidth = 9.4 / longest;
  return Math.min(lines.length === 1 ? 1.3 : twoLines(lines[0] ?? ''), byWidth);
}

/** What stands on a letter of the first of two lines needs room above it. */
function twoLines(first: string): number {
  return /[ÄÖÜ]/.test(first) ? 0.82 : 0.92;
}

/** The lane's word, or what `done` means here. */
export function wordOf({ verdict }: Card, say: Say): string {
  const isHandedOver = verdict.reasons[0]?.code === 'handedOver';
  return say(isHandedOver ? 'lane.done.handedOver' : `lane.${verdict.lane}.word`);
}

/** The line under the word: what it costs, until when it holds, or which key mends it. */
export function secondLine(card: Card, say: Say): string {
  const { lane, fix } = card.verdict;
  if (fix) return say(`fix.${fix}.second`);
  if (lane === 'wait') return waitLine(card, say);
  return say(`lane.${lane}.second`, { name: card.device.name ?? card.device.model });
}

/** A hold is nothing against this device, and a migration must not be disturbed: both are said first. */
function waitLine({ verdict: { reasons, until } }: Card, say: Say): string {
  const { gate, code = '' } = reasons[0] ?? {};
  if (gate === 'tenant' && !code.endsWith('Asking')) return say('lane.wait.hold');
  if (gate === 'migration' && code.startsWith('migration')) return say('lane.wait.migrating');
  return until === undefined ? say('lane.wait.second') : say('lane.wait.until', { untilAt: until });
}

/** For which device the band speaks: its slot, else the end of its serial. */
export function speaksFor({ serial, slotNumber }: Card): { kind: 'slot' | 'serial'; text: string } {
  return slotNumber === undefined
    ? { kind: 'serial', text: serial.slice(-4) }
    : { kind: 'slot', text: String(slotNumber) };
}
