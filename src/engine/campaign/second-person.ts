/**
 * Two people agree to erase from afar. Names that differ only in how they are written are one person: case, blanks and
 * signs, accents, the order of their parts, and letters of other scripts that look alike. This keeps nobody from
 * typing the name of somebody who is not there; it keeps a second name from being the first one in the record.
 */
export function isSecondPerson(operator: string, approvedBy: string): boolean {
  const [first, second] = [partsOf(operator), partsOf(approvedBy)];
  return second.length > 0 && !isSame(first, second);
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  const isReordered = first.toSorted().join(' ') === second.toSorted().join(' ');
  return isReordered || first.join('') === second.join('');
}

/** Letters and digits alone, as they look. */
function partsOf(name: string): readonly string[] {
  // Accents and what nobody sees belong to the letters beside them; every other sign parts two names.
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\p{Cf}]/gu, '')
    .toLowerCase();
  const seen = plain.replaceAll(/[\p{L}\p{N}]/gu, asItLooks);
  return seen.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A letter, and those of Cyrillic, Greek and Latin and the digits that are hardly told apart from it, in lower case. */
const LOOK_ALIKES =
  'aаα bвβ cс dԁđ eеε hһн iіιı jј kкκ lӏł1 mм nη oоοø0 pрρ qԛ sѕ tтτ uυ vν wԝ xхχ yу'.split(' ');

function asItLooks(letter: string): string {
  return LOOK_ALIKES.find((alike) => alike.includes(letter))?.charAt(0) ?? letter;
}
