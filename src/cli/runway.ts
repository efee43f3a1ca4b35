import type { Runway, RunwayFinding, RunwayStep, TargetLine } from '../core/runway/runway.ts';
import { say, type Language } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { complainOf } from './complain-of.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { awaitFirstListing } from './first-listing.ts';
import { iso } from './instants.ts';
import { print, printJson } from './output.ts';
import type { Done } from './run-command.ts';
import { complainOfTroubles } from './troubles.ts';
import { withEngine, type Wanted } from './with-engine.ts';

/** How far the campaign is, step by step, and what stands in its way; lists both clouds first if nobody has. */
export async function runway(line: CommandLine): Promise<Done> {
  const [extra] = line.words;
  if (extra !== undefined) return { key: 'extra', params: { command: 'runway', extra } };
  const clouds = line.cached ? 'none' : 'wanted';
  const wanted: Wanted = { role: 'visitor', clouds, tasks: ['watch'] };
  return withEngine(line, wanted, (engine) => answer(engine, line));
}

async function answer(engine: Engine, line: CommandLine): Promise<ExitCode> {
  const { cached, json, language } = line;
  if (!cached) {
    await awaitFirstListing(engine, language);
    // Whether the accounts can be used shows only when they are.
    await engine.calls['connections.refreshChoices']({});
  }
  const found = await engine.calls['campaign.runway']({});
  if (!found.ok) {
    complainOf(found.error, language);
    return EXIT.failed;
  }
  if (json) printAsJson(found.value, language);
  else printSteps(found.value, language);
  if (isKnown(found.value, cached)) return EXIT.answered;
  await complainOfTroubles(engine, line);
  return EXIT.unanswered;
}

/**
 * Of a step that nobody has read, or of clouds that were not listed to the end, no number says anything. Whether the
 * accounts can be used is not known as long as nobody is asked.
 */
function isKnown({ steps, readAt }: Runway, isCached: boolean): boolean {
  const codes = steps.flatMap(({ findings }) => findings.map(({ code }) => code));
  const counted = isCached ? steps.filter(({ step }) => step !== 'onboard') : steps;
  const isRead = readAt !== null && counted.every(({ state }) => state !== 'unknown');
  return isRead && !codes.includes('mirrorNotFull');
}

function printAsJson({ steps, targets, ...whole }: Runway, language: Language): void {
  for (const { findings, ...step } of steps) {
    printJson({ ...step, findings: findings.map((finding) => findingJson(finding, language)) });
  }
  for (const target of targets) printJson(targetJson(target));
  const { pushCertificateExpiresAt, readAt } = whole;
  printJson({ pushCertificateExpiresAt: iso(pushCertificateExpiresAt), readAt: iso(readAt) });
}

function findingJson({ code, level, who, params }: RunwayFinding, language: Language) {
  const text = say(language, `runway.finding.${code}.text`, params);
  const next = say(language, `runway.finding.${code}.next`, params);
  return { code, level, who, params, text, next };
}

function targetJson({ targetId, name, service, token, devices, ...times }: TargetLine) {
  const { tokenExpiresAt, lastSyncAt, nextSyncAt, serviceConnectedAt } = times;
  return {
    target: targetId,
    name,
    service,
    token,
    devices,
    tokenExpiresAt: iso(tokenExpiresAt),
    lastSyncAt: iso(lastSyncAt),
    nextSyncAt: iso(nextSyncAt),
    serviceConnectedAt: iso(serviceConnectedAt),
  };
}

/** The first step is of targets, all others of devices. */
function printSteps({ steps, targets }: Runway, language: Language): void {
  const count = targets.length;
  const targetCount = `${count} ${say(language, 'ui.campaign.targetCount', { count })}`;
  for (const each of steps) {
    const { step, done, total } = each;
    const devices = say(language, 'runway.count', { done, total });
    printStep(each, step === 'onboard' ? targetCount : devices, language);
  }
}

function printStep({ step, state, findings }: RunwayStep, count: string, language: Language): void {
  const title = say(language, `runway.step.${step}.title`).padEnd(16);
  print(`${title}${say(language, `runway.state.${state}`)}  ${count}`);
  for (const { code, level, who, params } of findings) {
    const mark = level === 'blocks' ? '✗' : '!';
    print(`  ${mark} ${say(language, `runway.finding.${code}.text`, params)}`);
    const next = say(language, `runway.finding.${code}.next`, params);
    print(`    ${say(language, `runway.who.${who}`)}: ${next}`);
  }
}
