/** Compares dotted versions number by number; what cannot be read is not below anything. */
export function isBelowVersion(version: string | undefined, minimum: string): boolean {
  if (!version || !/^\d+(\.\d+)*$/.test(version)) return false;
  const [has, wants] = [version, minimum].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (wants ?? []).entries()) {
    const part = has?.[index] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}
