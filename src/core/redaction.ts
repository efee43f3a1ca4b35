import { z } from 'zod';

/** How what names a device or a person stands in whatever leaves the bench. */
export const redactionSchema = z.enum(['full', 'lastFour', 'hashed']);
export type Redaction = z.infer<typeof redactionSchema>;

/** One way of writing them down. */
export interface Redactor {
  /** Serials, asset tags and the other codes of a device. */
  code(code: string): string;
  /** The last letters of a name would still be a name: but for `full` and `hashed` none is written. */
  person(name: string): string;
}

/** `hash` gives a digest that is the same for the same text and tells nobody who does not know it. */
export function redactor(mode: Redaction, hash: (text: string) => string): Redactor {
  const unless = (text: string, write: (text: string) => string) =>
    text === '' ? '' : write(text);
  switch (mode) {
    case 'full':
      return { code: (code) => code, person: (name) => name };
    case 'lastFour':
      return { code: (code) => unless(code, endOf), person: () => '' };
    case 'hashed':
      return { code: (code) => unless(code, hash), person: (name) => unless(name, hash) };
  }
}

/** Of a code that is hardly longer, four letters would be all of it. */
function endOf(code: string): string {
  return code.length < 8 ? '…' : `…${code.slice(-4)}`;
}
