import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { SlotNames } from './bench/slot-table.ts';

const namesSchema = z.record(z.string(), z.string());

/** The names that the operator gave to USB ports, in a small file of this bench. A damaged file is begun anew. */
export function openSlotNames(file: string, log: (line: string) => void): SlotNames {
  const names = readNames(file);
  return {
    read: (port) => names[port],
    write(port, name) {
      names[port] = name;
      try {
        writeFileSync(`${file}.new`, JSON.stringify(names, null, 2));
        renameSync(`${file}.new`, file);
      } catch {
        log('the slot names could not be written; they hold for this run');
      }
    },
  };
}

function readNames(file: string): Record<string, string> {
  try {
    return namesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
