import { cleanText } from '../../core/identifiers/clean-text.ts';

/** Two people agree to erase from afar. Names that differ only in how they are written are one person. */
export function isSecondPerson(operator: string, approvedBy: string): boolean {
  return plain(operator) !== plain(approvedBy) && plain(approvedBy) !== '';
}

function plain(name: string): string {
  return cleanText(name.normalize('NFKC')).toLowerCase();
}
