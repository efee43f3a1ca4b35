import type { HostileAnswer } from '../instants.ts';
import type { Line } from '../line.ts';
import { write } from '../streams.ts';
import { deepList, sharedReferences } from './lists.ts';

/** Bytes that are neither a property list nor a length of one. */
export function garbage(length: number): Buffer {
  return Buffer.alloc(length, 0xa5);
}

/** Sends what a hostile device might instead of a reply. The conversation is over for an honest client. */
export async function sayHostile(line: Line, answer: HostileAnswer): Promise<boolean> {
  if (answer === 'endless') await sayWithoutEnd(line);
  else await write(line.stream, frameOf(line, answer));
  return false;
}

async function sayWithoutEnd(line: Line): Promise<void> {
  await write(line.stream, headerOf(line, 0xffff_fff0));
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  while (line.stream.writable) await write(line.stream, chunk);
}

function frameOf(line: Line, answer: Exclude<HostileAnswer, 'endless'>): Buffer {
  if (answer === 'lengthMax') return headerOf(line, 0xffff_ffff);
  if (answer === 'length4') return headerOf(line, 4);
  const list = answer === 'bomb' ? sharedReferences() : deepList();
  const own = line.kind === 'mux' ? 16 : 0;
  return Buffer.concat([headerOf(line, list.length + own), list]);
}

function headerOf({ kind, tag }: Line, length: number): Buffer {
  const header = Buffer.alloc(kind === 'mux' ? 16 : 4);
  if (kind !== 'mux') {
    header.writeUInt32BE(length, 0);
    return header;
  }
  [length, 1, 8, tag].forEach((word, index) => header.writeUInt32LE(word, index * 4));
  return header;
}
