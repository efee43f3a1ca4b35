import { createHash } from 'node:crypto';
import { uuidOf } from '../../core/chance.ts';
import { SECOND } from '../../core/time.ts';
import { BEARERS, connections } from '../campaign/organization.ts';
import type { World } from '../world/world.ts';

/** The practice account of the fictional tenant. */
export const ACCOUNT = {
  oid: '7c1b9e50-3d2a-4f68-9b07-4e8d15a6c2f3',
  name: 'practice.admin@aldermoor.example',
} as const;

/** `delegated` carries scopes in the name of the account, `application` roles in its own. */
export type BearerKind = 'delegated' | 'application';

/** A new access token: three parts like a JWT, signed by nobody, and accepted by Graph word for word. */
export function issueMicrosoftBearer(
  world: World,
  kind: BearerKind,
  scopes: readonly string[],
): string {
  const { entra } = world.state;
  const until = world.now() + entra.tokenLife * SECOND;
  const payload = {
    jti: uuidOf(world.seed, `microsoft-bearer/${world.count('microsoftBearer')}`),
    exp: Math.floor(until / SECOND),
    tid: connections.tenant?.tenantId,
    ...(kind === 'delegated'
      ? { upn: ACCOUNT.name, scp: scopes.join(' ') }
      : { app_displayname: 'Practice bench', roles: scopes }),
  };
  const bearer = unsignedJwt(payload);
  const valid = entra.bearers.filter((each) => each.until > world.now());
  entra.bearers = [...valid, { hash: hashOf(bearer), until, scopes }];
  return bearer;
}

/** The permissions behind an `Authorization` header: all for the practice bearer, undefined for what is not good. */
export function permissionsBehind(
  world: World,
  authorization: string | undefined,
): readonly string[] | 'all' | undefined {
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return undefined;
  if (bearer === BEARERS.microsoft) return 'all';
  const hash = hashOf(bearer);
  const issued = world.state.entra.bearers.find((each) => each.hash === hash);
  return issued && issued.until > world.now() ? issued.scopes : undefined;
}

export function unsignedJwt(payload: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.sandbox`;
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
