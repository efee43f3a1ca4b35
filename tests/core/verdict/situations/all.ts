import { BOUNDARIES } from './boundaries.ts';
import { CLOCKS } from './clocks.ts';
import { DONE } from './done.ts';
import { IDENTIFIED } from './identified.ts';
import { IDENTITY } from './identity.ts';
import { LOCK } from './lock.ts';
import { MIGRATION } from './migration.ts';
import { OPEN } from './open.ts';
import { ORGANIZATIONS } from './organization.ts';
import { PROFILES } from './profile.ts';
import { SERVICES } from './service.ts';
import type { Situation } from './situation.ts';
import { TENANT } from './tenant.ts';
import { WARNED } from './warned.ts';

/** The whole table, by the gate that decides. */
export const SITUATIONS: Readonly<Record<string, readonly Situation[]>> = {
  'who it is': IDENTIFIED,
  'already done': DONE,
  migration: MIGRATION,
  'the tenant': TENANT,
  'the organization': ORGANIZATIONS,
  'the service': SERVICES,
  'the identity': IDENTITY,
  'the profile': PROFILES,
  'the lock': LOCK,
  'every gate holds': OPEN,
  warnings: WARNED,
  clocks: CLOCKS,
  'at the limit': BOUNDARIES,
};
