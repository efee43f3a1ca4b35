import type { ReadCodes } from '../../contract/campaign.ts';
import { compactText } from '../../core/identifiers/clean-text.ts';
import type { ClassifiedCode } from '../../core/identifiers/code.ts';
import { isSerialNumber, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success } from '../../core/result.ts';
import type { Desk } from '../desk/desk.ts';
import { readCode, serialsNamed } from '../desk/read-code.ts';
import type { Reply } from '../engine.ts';
import { inTurns } from '../in-turns.ts';

/** Which serial each code names, as one scan would read it; nothing is written, no cloud is asked. */
export async function readCodes(desk: Desk, codes: readonly string[]): Promise<Reply<ReadCodes>> {
  const read: ReadCodes = { resolved: [], refused: [] };
  function take(code: string): void {
    const meant = readCode(desk, code);
    const [only, ...others] = serialsNamed(desk, meant);
    const serial = only ?? asWritten(meant, code);
    if (others.length > 0) read.refused.push({ code, reason: 'codeAmbiguous' });
    else if (serial) read.resolved.push({ code, serial });
    else read.refused.push({ code, reason: 'codeUnknown' });
  }
  await inTurns([...new Set(codes)], (slice) => {
    for (const code of slice) take(code);
  });
  return success(read);
}

/** Who gives a list means serials: what nobody knows, and may be one as it stands, is one. Its verdict says the rest. */
function asWritten({ candidates }: ClassifiedCode, code: string): SerialNumber | undefined {
  const text = compactText(code);
  const isOne = candidates.some(({ kind, value }) => kind === 'serial' && value === text);
  return isOne && isSerialNumber(text) ? text : undefined;
}
