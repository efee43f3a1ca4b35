import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { deviceStateOf } from '../desk/card.ts';
import type { CheckIn } from './check-in.ts';

/** What an event about a device in a session is about: its newest stay. */
export function ofDevice({ desk }: CheckIn, serial: SerialNumber) {
  return { serial, caseId: deviceStateOf(desk, serial).cases[0]?.caseId ?? null };
}
