const short = /^([\da-f]{8})-?([\da-f]{16})$/i;
const long = /^[\da-f]{40}$/i;

/**
 * A UDID as usbmux shows it: 40 lower-case digits, or 8, a dash and 16 in upper case (docs/protocol/apple-usb.md#udid-and-ecid).
 * `undefined` for anything else: the daemon makes a file name of it, so nothing else may be sent.
 */
export function udidOf(text: string): string | undefined {
  if (long.test(text)) return text.toLowerCase();
  const parts = short.exec(text);
  return parts === null ? undefined : `${parts[1]}-${parts[2]}`.toUpperCase();
}
