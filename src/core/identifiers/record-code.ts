import { isSerialNumber, type SerialNumber } from './serial-number.ts';

/** What the QR code on a reset record says: whose it is, and where its proof stands in the ledger. */
export interface RecordCode {
  readonly serial: SerialNumber;
  readonly eventId: string;
  readonly sequence: number;
  readonly hash: string;
}

const FORM =
  /^RB1:([A-Z0-9]{8,14}):([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}):([1-9][0-9]{0,14}):([0-9A-F]{64})$/;
/** The keys of a US scanner as a German layout types them; the letter after RB1 tells which layout it was. */
const GERMAN_FORM = /^RB1Ö/;
const GERMAN_KEYS: Readonly<Record<string, string>> = { Ö: ':', ß: '-', Y: 'Z', Z: 'Y' };

/** The text of the QR code. */
export function recordCodeText({ eventId, hash, sequence, serial }: RecordCode): string {
  return ['RB1', serial, eventId, sequence, hash].join(':');
}

/** Reads it back, in any case and from a scanner with the wrong keyboard layout; undefined for every other text. */
export function readRecordCode(text: string): RecordCode | undefined {
  const upper = text.replace(/[a-zö]/g, (letter) => letter.toUpperCase());
  const plain = GERMAN_FORM.test(upper)
    ? upper.replace(/[ÖßYZ]/g, (typed) => GERMAN_KEYS[typed] ?? typed)
    : upper;
  const [, serial = '', eventId = '', sequence = '', hash = ''] = FORM.exec(plain) ?? [];
  if (!isSerialNumber(serial)) return undefined;
  return {
    serial,
    eventId: eventId.toLowerCase(),
    sequence: Number(sequence),
    hash: hash.toLowerCase(),
  };
}
