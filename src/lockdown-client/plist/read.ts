import { setImmediate } from 'node:timers/promises';
import { cleanText } from '../clean-text.ts';
import type { Outcome } from '../failure.ts';
import { fail, succeed } from '../result.ts';
import { caps } from './caps.ts';
import { readBinary } from './read-binary.ts';
import { readXml } from './read-xml.ts';
import { Refusal } from './refusal.ts';
import { isDict, type PlistDict, type PlistValue } from './value.ts';

/** Reads a property list from anybody, XML or binary; `tooLarge` or `malformed` when it goes beyond a cap or is none. */
export function readPlist(bytes: Uint8Array): Outcome<PlistValue> {
  const isXml = !isBinary(bytes);
  if (bytes.length > (isXml ? caps.xmlBytes : caps.binaryBytes)) return fail({ code: 'tooLarge' });
  try {
    return succeed(isXml ? readXml(bytes) : readBinary(bytes));
  } catch (error) {
    if (error instanceof Refusal)
      return fail({ code: 'malformed', text: cleanText(error.message) });
    throw error;
  }
}

/** The same for a list whose root has to be a dictionary, as that of every message has. */
export function readDict(bytes: Uint8Array): Outcome<PlistDict> {
  const list = readPlist(bytes);
  if (!list.ok) return list;
  return isDict(list.value)
    ? succeed(list.value)
    : fail({ code: 'malformed', text: 'no dictionary' });
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * The same, one list in each turn of the event loop: 64 devices that answer the worst at once delay nobody else by more than
 * one of them does.
 */
export async function readInTurn(bytes: Uint8Array): Promise<Outcome<PlistDict>> {
  turn = turn.then(() => setImmediate());
  await turn;
  return readDict(bytes);
}

function isBinary(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('latin1') === 'bplist00';
}
