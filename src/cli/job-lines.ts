import type { JobView } from '../contract/campaign.ts';
import { isReason } from '../core/jobs/failures.ts';
import { hasEnded } from '../core/jobs/job.ts';
import { say, sayFailure, type Language } from '../core/words/words.ts';
import { iso } from './instants.ts';

/** A job as one JSON object: what the engine says of it, with its times as programs read them. */
export function jobJson({ queuedAt, since, nextAt, deadlineAt, ...job }: JobView) {
  return {
    ...job,
    queuedAt: iso(queuedAt),
    since: iso(since),
    nextAt: iso(nextAt),
    deadlineAt: iso(deadlineAt),
  };
}

/**
 * A job for a person at a terminal: what it does, how far it is, what it waits for, and what became of its devices;
 * under it each reason why some of them failed, with the next step.
 */
export function jobText(job: JobView, language: Language): string {
  const kind = say(language, `campaign.job.${job.kind}`);
  const state = say(language, `ui.work.${job.state}`);
  const place = [job.target, job.profile].filter((part) => part !== null).join(' · ');
  const parts = [
    kind,
    place,
    state,
    countText(job, language),
    waitingText(job, language),
    approvalText(job, language),
    noteText(job, language),
  ];
  const line = parts.filter((part) => part !== '').join('  ');
  return [line, ...failureLines(job, language)].join('\n');
}

/** Empty for a job that is for no device in particular, such as a sync that somebody asked for. */
function countText({ open, confirmed, failed, cancelled }: JobView, language: Language): string {
  if (open + confirmed + failed + cancelled === 0) return '';
  const counts = say(language, 'cli.jobs.counts', { open, confirmed, failed });
  if (cancelled === 0) return counts;
  return `${counts}, ${say(language, 'ui.campaign.jobs.cancelled', { count: cancelled })}`;
}

function waitingText(job: JobView, language: Language): string {
  if (job.waiting === undefined || hasEnded(job.state)) return '';
  const reason = say(language, `campaign.waiting.${job.waiting}`);
  if (job.nextAt === undefined) return reason;
  return say(language, 'cli.jobs.waiting', { reason, nextAt: job.nextAt });
}

/** What the second administrator finds the request by. */
function approvalText({ approvalCode: code, state }: JobView, language: Language): string {
  if (code === undefined || hasEnded(state)) return '';
  return say(language, 'cli.jobs.approvalCode', { code });
}

function noteText({ note, state }: JobView, language: Language): string {
  if (note === undefined) return '';
  return isReason(note, state) ? failureText(note, language) : note;
}

function failureLines({ members }: JobView, language: Language): string[] {
  const failures = new Set(members.flatMap(({ failure }) => failure ?? []));
  return [...failures].map((failure) => {
    const serials = members.filter((member) => member.failure === failure);
    const names = serials.map(({ serial }) => serial).join(', ');
    return `  ${names}: ${failureText(failure, language)}`;
  });
}

/** Why it failed, and the next step. */
export function failureText(failure: string, language: Language): string {
  const { text, next } = sayFailure(language, failure);
  return `${text} ${next}`;
}
