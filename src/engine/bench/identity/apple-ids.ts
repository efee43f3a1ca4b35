/**
 * A device identifier in the form usbmux and Apple's portal show: 40 hex digits in lower case, or 8 + 16 upper-case
 * hex digits with the dash that the USB descriptor leaves out. Undefined for anything else.
 */
export function normaliseUdid(text: string): string | undefined {
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  const match = /^([0-9a-f]{8})-?([0-9a-f]{16})$/i.exec(text);
  return match ? `${match[1]}-${match[2]}`.toUpperCase() : undefined;
}

/**
 * An ECID as upper-case hex without leading zeros: the one form kept everywhere. It has 64 bits, so it stays a
 * text. Takes hex with or without `0x`; lockdown's decimal UniqueChipID must be turned into hex by its reader.
 */
export function normaliseEcid(text: string): string | undefined {
  const match = /^(?:0x)?0*([1-9a-f][0-9a-f]{0,15})$/i.exec(text);
  return match?.[1]?.toUpperCase();
}

/** The ECID inside a new-format UDID; one of 40 digits holds none (docs/protocol/apple-usb.md#udid-and-ecid). */
export function ecidOfUdid(udid: string): string | undefined {
  const [chip, ecid] = udid.split('-');
  return chip?.length === 8 && ecid ? normaliseEcid(ecid) : undefined;
}
