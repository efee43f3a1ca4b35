import type { AppleCloud } from '../clouds/apple/apple-cloud.ts';
import type { Revalidation } from '../clouds/asking/revalidate.ts';
import type { MicrosoftCloud } from '../clouds/microsoft/microsoft-cloud.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** What the jobs use of Apple: reading beyond this goes through the revalidation. */
export type AppleWork = Pick<
  AppleCloud,
  | 'organizationId'
  | 'assign'
  | 'migrate'
  | 'readActivity'
  | 'readLog'
  | 'listServiceDevices'
  | 'listDevices'
>;
export type MicrosoftWork = Pick<
  MicrosoftCloud,
  'sync' | 'assignProfile' | 'listEnrollments' | 'wipe' | 'readManagedDevice' | 'readApproval'
>;
export type JobMirror = Pick<
  Mirror,
  'device' | 'tenant' | 'put' | 'putAll' | 'remove' | 'cloudNow' | 'count'
>;
export type JobRevalidation = Pick<Revalidation, 'ask'>;
