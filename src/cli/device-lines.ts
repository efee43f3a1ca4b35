import type { Occupant, Slot } from '../contract/bench.ts';
import { say, type Language } from '../core/words/words.ts';

/** What the lines need to know of a slot; nothing but its number for one that is no more. */
type Seen = Pick<Slot, 'number'> & Partial<Pick<Slot, 'occupant'>>;

/** A device that left is kept in sight while its reset is open, but it is not there. */
export function hasDevice<Any extends Seen>(
  slot: Any,
): slot is Any & { readonly occupant: Occupant } {
  return slot.occupant !== undefined && slot.occupant.goneSince === undefined;
}

/** A slot as programs read it: always these keys, in this order; `null` for what is not known or not there. */
export function slotJson(slot: Seen): Record<string, string | number | null> {
  const occupant: Partial<Occupant> = hasDevice(slot) ? slot.occupant : {};
  const { mode, family, productType, model, name, serial, udid, ecid, lane } = occupant;
  const told = {
    slot: slot.number,
    mode,
    family: family === 'unknown' ? undefined : family,
    productType,
    model,
    name,
    serial,
    udid,
    ecid,
    battery: occupant.batteryPercent,
    lane,
  };
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, value ?? null]));
}

const COLUMNS = ['slot', 'mode', 'device', 'name', 'serial', 'battery', 'verdict'] as const;
const WIDTHS = [6, 16, 26, 24, 14, 8, 0];

/** The head of the table that the lines make. */
export function headLine(language: Language): string {
  return lineOf(COLUMNS.map((column) => say(language, `cli.devices.column.${column}`)));
}

/** A slot for a person at a terminal. */
export function deviceLine(slot: Seen, language: Language): string {
  if (!hasDevice(slot)) return lineOf([String(slot.number), say(language, 'ui.slots.empty')]);
  const { mode, model, productType, name, batteryPercent, lane } = slot.occupant;
  return lineOf([
    String(slot.number),
    say(language, `ui.mode.${mode}`),
    model ?? productType ?? '',
    name ?? '',
    serialText(slot.occupant),
    batteryPercent === undefined ? '' : `${batteryPercent} %`,
    lane === undefined ? '' : say(language, `lane.${lane}.word`),
  ]);
}

/** What is only likely is asked. */
function serialText({ serial, candidate }: Occupant): string {
  if (serial !== undefined) return serial;
  return candidate === undefined ? '' : `${candidate}?`;
}

function lineOf(cells: readonly string[]): string {
  const padded = cells.map((cell, index) => (cell || '–').padEnd(WIDTHS[index] ?? 0));
  return padded.join('  ').trimEnd();
}
