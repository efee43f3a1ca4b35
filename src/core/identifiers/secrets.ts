import { compactText, upperCase, withoutAimPrefix, type ScannedText } from './clean-text.ts';

/** Stands for a secret wherever its text would be shown or kept. */
export const MASKED_TEXT = '•••••-•••••-••••-••••-••••-••••';

// Apple's bypass codes: 26 of these, in groups of 5-5-4-4-4-4 (docs/protocol/apple-business.md#bypass-codes).
const LETTER = '[0-9AC-HJ-NP-RT-Z]';
const GROUPED = new RegExp(
  `(?<![A-Z0-9])${LETTER}{5}-${LETTER}{5}(?:-${LETTER}{4}){4}(?![A-Z0-9])`,
);
// Without groups only with a letter in it: 26 digits may be a GS1 label.
const UNGROUPED = new RegExp(`(?<![A-Z0-9])(?=[0-9]*[A-Z])${LETTER}{26}(?![A-Z0-9])`);
// Cut off or mistyped bypass codes, and FileVault recovery keys: not classified, but not shown either.
const NEARLY_GROUPED = /[A-Z0-9]{5}-[A-Z0-9]{5}(?:-[A-Z0-9]{4}){2}/;
const RECOVERY_KEY = /(?<![A-Z0-9-])[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5}(?![A-Z0-9-])/;
const NEARLY_UNGROUPED = /(?<![A-Z0-9])[A-Z0-9]{26}(?![A-Z0-9])/;

// A US scanner on a German layout types these for a dash.
const TYPED_DASH = /[ßẞ´]/g;
const SPACED_DASH = /\s*-[\s-]*/g;
const FIELD_BOUNDARY = '|';

/**
 * Is there a secret anywhere in this text? `bypassCode` when it surely is one; `secret` when it looks like one
 * (mistyped, cut off, another recovery key) and must be masked all the same.
 */
export function findSecret(text: ScannedText): 'bypassCode' | 'secret' | undefined {
  const fields = text.fields.map((field) =>
    upperCase(withoutAimPrefix(field)).replace(TYPED_DASH, '-'),
  );
  // A pasted code may be broken into lines; the fields of a label stand for themselves.
  const whole = fields.join(text.isLabel ? FIELD_BOUNDARY : ' ');
  const grouped = whole.replace(/[\s-]+/g, '-');
  if (GROUPED.test(grouped) || UNGROUPED.test(grouped)) return 'bypassCode';
  const dashed = whole.replace(SPACED_DASH, '-');
  const isNearly = NEARLY_GROUPED.test(dashed) || RECOVERY_KEY.test(dashed);
  const isLong = [whole, ...fields.map(compactText)].some((each) => NEARLY_UNGROUPED.test(each));
  return isNearly || isLong ? 'secret' : undefined;
}
