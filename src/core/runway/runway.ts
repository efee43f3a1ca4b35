import { z } from 'zod';
import { instantSchema } from '../time.ts';

/** The six steps of a campaign, in their order (docs/guide/campaign.md). */
export const STEPS = [
  'onboard',
  'reassign',
  'synchronise',
  'profile',
  'reset',
  'distribute',
] as const;
export type StepName = (typeof STEPS)[number];

/** Who can do something about a finding. */
export const WHO = [
  'appleAdmin',
  'intuneAdmin',
  'networkAdmin',
  'campaignLead',
  'bench',
  'nobody',
] as const;

/**
 * What stands in the way, or should be known. `blocks`: the step cannot go on. Text and next step stand in
 * words/<language>.json under `runway.finding.<code>`; a test walks them.
 */
export const FINDINGS = {
  noOrganization: { level: 'blocks', who: 'appleAdmin' },
  appleUnreachable: { level: 'blocks', who: 'networkAdmin' },
  appleNotNow: { level: 'blocks', who: 'nobody' },
  appleRefused: { level: 'blocks', who: 'appleAdmin' },
  noTenant: { level: 'blocks', who: 'intuneAdmin' },
  microsoftSignedOut: { level: 'blocks', who: 'intuneAdmin' },
  microsoftUnreachable: { level: 'blocks', who: 'networkAdmin' },
  microsoftNotNow: { level: 'blocks', who: 'nobody' },
  noToken: { level: 'blocks', who: 'intuneAdmin' },
  noTarget: { level: 'blocks', who: 'campaignLead' },
  targetServiceMissing: { level: 'blocks', who: 'campaignLead' },
  targetServiceInactive: { level: 'blocks', who: 'appleAdmin' },
  targetServiceSilent: { level: 'warns', who: 'intuneAdmin' },
  targetTokenMissing: { level: 'blocks', who: 'campaignLead' },
  tokenExpired: { level: 'blocks', who: 'intuneAdmin' },
  tokenExpiresSoon: { level: 'warns', who: 'intuneAdmin' },
  tokenSyncFailing: { level: 'blocks', who: 'intuneAdmin' },
  tokenNotSynced: { level: 'warns', who: 'intuneAdmin' },
  tokenRenewedAfterProfile: { level: 'warns', who: 'intuneAdmin' },
  noPushCertificate: { level: 'blocks', who: 'intuneAdmin' },
  pushCertificateExpired: { level: 'blocks', who: 'intuneAdmin' },
  pushCertificateExpiresSoon: { level: 'warns', who: 'intuneAdmin' },
  profileMissingForFamily: { level: 'blocks', who: 'campaignLead' },
  profileGone: { level: 'blocks', who: 'campaignLead' },
  profileNotAwaiting: { level: 'warns', who: 'intuneAdmin' },
  profileRemovable: { level: 'warns', who: 'intuneAdmin' },
  noDefaultProfile: { level: 'warns', who: 'intuneAdmin' },
  platformBlocked: { level: 'blocks', who: 'intuneAdmin' },
  formerIsDefault: { level: 'warns', who: 'appleAdmin' },
  serviceMayDisown: { level: 'warns', who: 'appleAdmin' },
  noFormerService: { level: 'warns', who: 'campaignLead' },
  onForeignService: { level: 'warns', who: 'campaignLead' },
  postQuotaSpent: { level: 'warns', who: 'nobody' },
  reassignFailed: { level: 'warns', who: 'bench' },
  syncNotYet: { level: 'warns', who: 'nobody' },
  syncFailed: { level: 'blocks', who: 'intuneAdmin' },
  identitiesMissing: { level: 'warns', who: 'intuneAdmin' },
  withoutProfile: { level: 'warns', who: 'bench' },
  wrongProfile: { level: 'warns', who: 'bench' },
  profileFailed: { level: 'warns', who: 'bench' },
  approvalAwaited: { level: 'blocks', who: 'intuneAdmin' },
  permissionMissing: { level: 'blocks', who: 'intuneAdmin' },
  migrationsDue: { level: 'warns', who: 'intuneAdmin' },
  handedOverNotEnrolled: { level: 'warns', who: 'bench' },
  mirrorNotFull: { level: 'warns', who: 'nobody' },
} as const satisfies Record<string, { level: 'blocks' | 'warns'; who: (typeof WHO)[number] }>;
export type FindingCode = keyof typeof FINDINGS;
export const FINDING_CODES = Object.keys(FINDINGS) as [FindingCode, ...FindingCode[]];

export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  level: z.enum(['blocks', 'warns']),
  who: z.enum(WHO),
  /** Instants among them (`…At`, `…On`) are on the bench's clock. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RunwayFinding = z.infer<typeof findingSchema>;

/** `unknown`: what decides was never read. `open`: nothing stands in its way. Counts are of devices. */
export const runwayStepSchema = z.object({
  step: z.enum(STEPS),
  state: z.enum(['done', 'underWay', 'open', 'blocked', 'unknown']),
  /** Through this step already, and how many there are to bring through it. */
  done: z.number().int(),
  total: z.number().int(),
  /** Cloud work for this step that has not ended. */
  underWay: z.number().int(),
  findings: z.array(findingSchema),
});
export type RunwayStep = z.infer<typeof runwayStepSchema>;

/** What is true of each target beyond its devices. Instants are on the bench's clock; null: not known. */
export const targetLineSchema = z.object({
  targetId: z.string(),
  name: z.string(),
  service: z.string(),
  token: z.string(),
  tokenExpiresAt: instantSchema.nullable(),
  lastSyncAt: instantSchema.nullable(),
  nextSyncAt: instantSchema.nullable(),
  serviceConnectedAt: instantSchema.nullable(),
  devices: z.number().int(),
});
export type TargetLine = z.infer<typeof targetLineSchema>;

export const runwaySchema = z.object({
  steps: z.array(runwayStepSchema),
  targets: z.array(targetLineSchema),
  pushCertificateExpiresAt: instantSchema.nullable(),
  /** When the oldest of what was read for this was read. */
  readAt: instantSchema.nullable(),
});
export type Runway = z.infer<typeof runwaySchema>;
