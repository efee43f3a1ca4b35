import { createHash } from 'node:crypto';
import { uuidOf } from '../../core/chance.ts';
import { HOUR } from '../../core/time.ts';
import { BEARERS } from '../campaign/organization.ts';
import type { World } from '../world/world.ts';

/** How long a bearer is good, in virtual time. */
export const BEARER_LIFE = HOUR;

/** A new bearer. Saved as its hash, so that a saved world opens nothing. */
export function issueBearer(world: World): string {
  const bearer = `sandbox-apple-${uuidOf(world.seed, `bearer/${world.count('appleBearer')}`)}`;
  const valid = world.state.appleBearers.filter(({ until }) => until > world.now());
  const issued = { hash: hashOf(bearer), until: world.now() + BEARER_LIFE };
  world.state.appleBearers = [...valid, issued];
  return bearer;
}

/** Whether an `Authorization` header opens Apple's API: with a bearer that was issued, or with the practice one. */
export function isSignedIn(world: World, authorization: string | undefined): boolean {
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return false;
  const hash = hashOf(bearer);
  const isIssued = world.state.appleBearers.some(
    (issued) => issued.hash === hash && issued.until > world.now(),
  );
  return isIssued || bearer === BEARERS.apple;
}

function hashOf(bearer: string): string {
  return createHash('sha256').update(bearer).digest('base64url');
}
