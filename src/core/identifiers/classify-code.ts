import { compactText, readFields, shownText, upperCase, withoutAimPrefix } from './clean-text.ts';
import type { ClassifiedCode } from './code.ts';
import { combinedMeaning, fieldMeaning, type IsKnownSerial } from './fields.ts';
import { withoutLinkSecrets } from './links.ts';
import { distinctReadings, readingsOf, type Meaning } from './meanings.ts';
import { readRecordCode, recordCodeText } from './record-code.ts';
import { findSecret, MASKED_TEXT } from './secrets.ts';
import type { SerialNumber } from './serial-number.ts';
import type { Reading } from './shapes.ts';

/** What the bench knows that a text alone does not say. Both are asked at once, never awaited. */
export interface CodeContext {
  /** The serials that a manifest or an imported table gives this asset tag; none when it has no such tag. */
  readonly assetTags?: ((tag: string) => readonly SerialNumber[]) | undefined;
  /** Is this serial listed or expected? Decides between readings that the text leaves open. */
  readonly isKnownSerial?: IsKnownSerial | undefined;
}

// A QR code holds 4,296 characters at most; what is longer was not scanned.
const LONGEST_CODE = 4_300;

/**
 * Says what a scanned or typed text is (docs/protocol/apple-business.md#codes-on-boxes). Total and linear in at most
 * 4,300 characters; a longer text is `unknown`. `ambiguous` carries what it may mean, best first; a `serial` may carry
 * what else it could be, e.g. with the leading S that was taken for a label. `input` is safe to show and to keep:
 * stripped of what cannot be seen, at most 64 characters, and masked when it holds a secret.
 */
export function classifyCode(text: string, context: CodeContext = {}): ClassifiedCode {
  const scanned = readFields(text.slice(0, LONGEST_CODE));
  const secret = findSecret(scanned);
  if (secret) return code(MASKED_TEXT, secret === 'bypassCode' ? 'bypassCode' : 'unknown');
  const input = shownText(scanned.fields.map(withoutLinkSecrets));
  if (text.length > LONGEST_CODE) return code(input, 'unknown');

  const meaning = meaningOfFields(scanned, context);
  const own = readRecord(scanned.fields) ?? readAssetTag(scanned.fields, meaning, context);
  if (own) return { input, ...own };
  if (meaning.sure)
    return { ...code(input, meaning.sure.kind, meaning.others), value: meaning.sure.value };
  return code(input, meaning.others.length > 0 ? 'ambiguous' : 'unknown', meaning.others);
}

function meaningOfFields(
  { fields, isLabel }: ReturnType<typeof readFields>,
  { isKnownSerial }: CodeContext,
): Meaning {
  const combined = combinedMeaning(fields.map((field) => fieldMeaning(field, isKnownSerial)));
  if (isLabel || fields.length < 2 || readingsOf(combined).length > 0) return combined;
  // Lines that mean nothing one by one may be one code that a line break came into.
  return fieldMeaning(fields.join(''), isKnownSerial);
}

type Own = Pick<ClassifiedCode, 'kind' | 'value' | 'candidates'>;

/** The QR code of a reset record is long: a scanner may have broken it into lines. */
function readRecord(fields: readonly string[]): Own | undefined {
  const record = readRecordCode(withoutAimPrefix(fields.join('')));
  return record && { kind: 'resetRecord', value: recordCodeText(record), candidates: [] };
}

/** An asset tag is only what a table resolves, and never what already is a badge, a command or a known serial. */
function readAssetTag(
  [field, ...more]: readonly string[],
  meaning: Meaning,
  context: CodeContext,
): Own | undefined {
  const kind = meaning.sure?.kind;
  if (field === undefined || more.length > 0) return undefined;
  if (!context.assetTags || kind === 'operator' || kind === 'command') return undefined;
  const plain = withoutAimPrefix(field);
  for (const tag of new Set([plain, upperCase(plain), compactText(plain)])) {
    const serials = context.assetTags(tag).map((value): Reading => ({ kind: 'serial', value }));
    if (serials.length > 0) return resolvedTag(tag, [...knownSerial(meaning, context), ...serials]);
  }
  return undefined;
}

function resolvedTag(tag: string, serials: readonly Reading[]): Own {
  const candidates = [...distinctReadings(serials)];
  if (candidates.length > 1) return { kind: 'ambiguous', value: '', candidates };
  return { kind: 'assetTag', value: tag, candidates };
}

function knownSerial({ sure }: Meaning, { isKnownSerial }: CodeContext): readonly Reading[] {
  const isKnown = sure?.kind === 'serial' && isKnownSerial?.(sure.value as SerialNumber);
  return sure && isKnown ? [sure] : [];
}

function code(
  input: string,
  kind: ClassifiedCode['kind'],
  candidates: readonly Reading[] = [],
): ClassifiedCode {
  return { input, kind, value: '', candidates: [...candidates] };
}
