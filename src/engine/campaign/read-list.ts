import { MOST_SERIALS } from '../../contract/campaign.ts';
import { failure, success } from '../../core/result.ts';
import { deviceCells, looksLikeDevice } from '../documents/serial-table.ts';
import type { Reply } from '../engine.ts';

/**
 * The serials (or their other codes) of a file, whole or not at all: what is too much is not cut. Its length is
 * looked at before what it says, so that a large file holds up no scan.
 */
export function readList(text: string): Reply<{ codes: string[] }> {
  const cells = deviceCells(text, MOST_SERIALS);
  if (!cells) return failure({ code: 'listTooLong' });
  const codes = cells.map(({ input }) => input);
  return codes.some(looksLikeDevice) ? success({ codes }) : readWords(codes);
}

/** A list may stand in one line, parted by blanks. */
function readWords(codes: string[]): Reply<{ codes: string[] }> {
  const words = codes.flatMap((cell) => cell.split(' '));
  if (!words.slice(0, MOST_SERIALS).some(looksLikeDevice))
    return failure({ code: 'listWithoutSerials' });
  return words.length > MOST_SERIALS ? failure({ code: 'listTooLong' }) : success({ codes });
}
