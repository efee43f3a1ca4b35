import type { LinkName } from './links.ts';

/**
 * What to click at Apple and at Microsoft: one entry per step, with the page that the step begins on. The sentences
 * stand in words/<language>.json under `ui.connections.guide.<name>.<step>`, counted from 1; menu names in quotation
 * marks are those of the portals.
 */
export const GUIDES = {
  appleBusiness: ['appleBusiness', null, null, null, null, 'appleBusinessHelp'],
  appleSchool: ['appleSchool', null, null, null, null, 'appleSchoolHelp'],
  registerApp: ['appRegistrations', null, null, null, null, null],
  grantApplication: ['appPermissions', null, null],
  createInPortal: ['intuneEnrollment', null, 'appleBusiness', null, null],
  pushCertificate: ['intuneEnrollment', null, 'applePush', null, null, null],
  createProfile: [null, null, null, null],
} as const satisfies Record<string, readonly (LinkName | null)[]>;
export type GuideName = keyof typeof GUIDES;
