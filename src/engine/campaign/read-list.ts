import { failure, success } from '../../core/result.ts';
import { looksLikeDevice, serialCells } from '../documents/serial-table.ts';
import type { Reply } from '../engine.ts';

/** As many as one call takes. */
const MOST = 10_000;

/** The serials (or their other codes) of a file, whole or not at all: what is too much is not cut. */
export function readList(text: string): Reply<{ codes: string[] }> {
  const codes = serialCells(text).map(({ input }) => input);
  // A list may stand in one line, parted by blanks.
  if (!codes.some((cell) => cell.split(' ').some(looksLikeDevice)))
    return failure({ code: 'listWithoutSerials' });
  if (codes.length > MOST) return failure({ code: 'listTooLong' });
  return success({ codes });
}
