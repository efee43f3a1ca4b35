import { z } from 'zod';
import type { Restrictions } from '../../../core/facts/tenant-facts.ts';
import { flag, parsed, text } from '../http/lenient.ts';

/*
 * `deviceEnrollmentConfigurations` of v1.0 hold everything that restricts enrollment. The one for "all users and all
 * devices" has an id that ends in `_DefaultPlatformRestrictions` and one restriction per platform; those for groups
 * are another type and concern their group alone.
 */

const restriction = z.object({ platformBlocked: flag }).nullish().catch(null);

const defaultSchema = z.object({
  id: z.string().endsWith('_DefaultPlatformRestrictions'),
  '@odata.type': text,
  iosRestriction: restriction,
  macOSRestriction: restriction,
  // Beta writes the same a second time under this name.
  macRestriction: restriction,
  tvosRestriction: restriction,
  visionOSRestriction: restriction,
});

/** Undefined for a row that is not the default one. */
export function readDefaultRestriction(row: unknown): Restrictions | undefined {
  const found = parsed(defaultSchema, row);
  if (!found) return undefined;
  const { iosRestriction: ios, macOSRestriction, macRestriction } = found;
  const platforms = [
    ['ios', ios],
    ['macos', macOSRestriction ?? macRestriction],
    ['tvos', found.tvosRestriction],
    ['visionos', found.visionOSRestriction],
  ] as const;
  return {
    blockedPlatforms: platforms.flatMap(([name, each]) => (each?.platformBlocked ? name : [])),
  };
}
