const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ZERO = '00000000-0000-0000-0000-000000000000';

/**
 * The bare GUID of a profile in lower case. Intune writes `<tokenId>_<profileGuid>` in one place and the bare GUID
 * in another, and "none" as null, an empty text or the zero GUID
 * (docs/protocol/intune.md#profile-ids).
 */
export function bareProfileId(raw: string | null | undefined): string | null {
  const text = raw?.trim().toLowerCase() ?? '';
  const own = text.slice(text.lastIndexOf('_') + 1);
  const guid = own.match(GUID)?.at(-1) ?? own;
  return guid === '' || guid === ZERO ? null : guid;
}
