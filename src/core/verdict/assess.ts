import type { DeviceFacts } from '../facts/device-facts.ts';
import type { TenantFacts } from '../facts/tenant-facts.ts';
import type { Instant, Now } from '../time.ts';
import type { CaseView } from './case-view.ts';
import type { Finding, GateReport } from './finding.ts';
import { deviceChecked } from './gates/device-check.ts';
import { notDone } from './gates/done.ts';
import { identified } from './gates/identified.ts';
import { identityPresent } from './gates/identity.ts';
import { notLocked } from './gates/lock.ts';
import { noMigration } from './gates/migration.ts';
import { openLane } from './gates/open.ts';
import { inOrganization } from './gates/organization.ts';
import { profileSettled } from './gates/profile.ts';
import { onTargetService } from './gates/service.ts';
import { tenantCanEnroll } from './gates/tenant.ts';
import type { Policy } from './policy.ts';
import { REASONS, type ReasonCode } from './reasons.ts';
import { situationOf } from './situation.ts';
import type { Question, Reason, Verdict } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/** In the order in which they decide. */
const GATES_IN_ORDER = [
  identified,
  notDone,
  noMigration,
  tenantCanEnroll,
  inOrganization,
  onTargetService,
  identityPresent,
  profileSettled,
  notLocked,
  deviceChecked,
] as const;

/**
 * May this device be reset now, and what to do instead if not? Pure and total: the same facts, case, policy and
 * time give the same verdict, and missing, old or contradictory knowledge is never `clear`.
 */
export function assess(
  facts: { readonly device: DeviceFacts | null; readonly tenant: TenantFacts },
  view: CaseView,
  policy: Policy,
  now: Now,
): Verdict {
  const { device, tenant } = facts;
  if (!device) return unidentified(view.unresolvedCode ?? 'noSerial');
  const situation = situationOf({ device, tenant }, view, policy, now);
  const reports = GATES_IN_ORDER.map((gate) => gate(situation));
  const findings = distinct(reports.flatMap((report) => report.findings));
  const deciding = findings[0] ?? openLane(situation);
  const lane = REASONS[deciding.code].lane;
  const { listed, questions } = askedOf(findings);
  return {
    lane,
    reasons: [deciding, ...listed.slice(1)].map(reasonOf),
    warnings: warningsOf(situation, lane),
    questions: tenant.isOnline ? questions : [],
    ...optional('until', futureOnly(deciding.until, now)),
    ...optional('fix', deciding.fix),
    ...optional('oldestFactAt', oldestRead(reports, now)),
  };
}

function unidentified(code: ReasonCode): Verdict {
  return { lane: REASONS[code].lane, reasons: [reasonOf({ code })], warnings: [], questions: [] };
}

function reasonOf(finding: Finding): Reason {
  const { gate, lane } = REASONS[finding.code];
  return { code: finding.code, gate, lane, params: { ...finding.params } };
}

/** Two gates may miss the same fact. */
function distinct(findings: readonly Finding[]): Finding[] {
  const codes = findings.map(({ code }) => code);
  return findings.filter(({ code }, index) => codes.indexOf(code) === index);
}

/**
 * Questions to Intune are cheap. Questions to Apple cost one of 20 requests a minute, so they are asked only
 * when they decide, or when nothing but missing answers stands in the way. What is not asked is not listed as
 * being asked.
 */
function askedOf(findings: readonly Finding[]) {
  const onlyAnswersMissing = findings.every(isMissingAnswer);
  const isAsked = (finding: Finding, index: number) =>
    index === 0 || onlyAnswersMissing || isCheap(finding.question);
  const listed = findings.filter((each, index) => !isMissingAnswer(each) || isAsked(each, index));
  const questions = findings
    .filter(isAsked)
    .flatMap(({ question }) => (question ? [question] : []));
  return { listed, questions: [...new Set(questions)] };
}

/** By the naming rule of REASONS. */
function isMissingAnswer({ code }: Finding): boolean {
  return code.endsWith('Asking');
}

function isCheap(question: Question | undefined): boolean {
  return question === 'enrollments' || question === 'identities' || question === 'tenant';
}

/** A time that has passed is no time to wait for. */
function futureOnly(until: Instant | undefined, now: Now): Instant | undefined {
  return until !== undefined && until >= now.bench ? until : undefined;
}

/** Among the facts that were looked at up to and including the gate that decided. */
function oldestRead(reports: readonly GateReport[], now: Now): Instant | undefined {
  const deciding = reports.findIndex((report) => report.findings.length > 0);
  const looked = deciding < 0 ? reports : reports.slice(0, deciding + 1);
  const times = looked.flatMap((report) => report.readAt);
  return times.length > 0 ? Math.min(now.bench, ...times) : undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}
