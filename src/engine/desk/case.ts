import { uuidv7 } from 'uuidv7';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { deviceStateOf } from './card.ts';
import type { Desk } from './desk.ts';

/** The open case of a device, or a new one with the event that opens it, to be recorded with what follows. */
export function openCase(
  desk: Desk,
  serial: SerialNumber,
  origin: 'scan' | 'usb' | 'checkIn' | 'command',
): { readonly caseId: string; readonly opening: readonly Happening[] } {
  const newest = deviceStateOf(desk, serial).cases[0];
  if (newest?.isOpen) return { caseId: newest.caseId, opening: [] };
  return { caseId: uuidv7(), opening: [{ type: 'caseOpened', data: { origin } }] };
}
