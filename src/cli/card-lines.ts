import type { Card } from '../contract/desk.ts';
import type { DeviceFacts } from '../core/facts/device-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import type { Instant } from '../core/time.ts';
import type { Reason, Warning } from '../core/verdict/verdict.ts';
import { say, type Language } from '../core/words/words.ts';
import type { CommandLine } from './command-line.ts';

/** In which language it is said, and whether anybody could be asked at all. */
type Saying = Pick<CommandLine, 'language' | 'cached'>;

/** False for a device of which nothing certain can be said, or of which something is still being asked. */
export function isAnswered(card: Card): boolean {
  return card.verdict.lane !== 'unknown' && !isStillAsking(card);
}

/** The deciding fact is missing or too old, and its cloud can be asked for it (core/verdict/reasons.ts). */
export function isStillAsking({ verdict }: Card): boolean {
  const [deciding] = verdict.reasons;
  return deciding === undefined || isQuestion(deciding);
}

function isQuestion({ code }: Reason): boolean {
  return code.endsWith('Asking');
}

/** A card as one JSON object: the verdict with its sentences, and the facts with source and age. */
export function jsonLine(card: Card, saying: Saying) {
  const { verdict } = card;
  const { language } = saying;
  const reasons = verdict.reasons.map((reason) => reasonLine(reason, saying));
  return {
    serial: card.serial,
    lane: verdict.lane,
    reasons,
    next: reasons[0]?.next ?? '',
    warnings: verdict.warnings.map(({ code, params }) => ({
      code,
      text: warningText({ code, params }, language),
    })),
    until: verdict.until === undefined ? null : iso(verdict.until),
    fix: verdict.fix ?? null,
    isAnswered: isAnswered(card),
    assessedAt: iso(card.assessedAt),
    facts: factLines(card.facts, card.assessedAt),
  };
}

/** A card for a person at a terminal: word, reasons with their next step, warnings. */
export function textLines(card: Card, saying: Saying): string[] {
  const { verdict } = card;
  const { language } = saying;
  const model = card.device.model === '' ? '' : `  ${card.device.model}`;
  const reasons = verdict.reasons.map((reason) => reasonLine(reason, saying));
  return [
    `${card.serial}  ${say(language, `lane.${verdict.lane}.word`)}${model}`,
    ...reasons.map(({ text, next }) => `  ${text} ${next}`),
    ...verdict.warnings.map((warning) => `  ! ${warningText(warning, language)}`),
  ];
}

function reasonLine(reason: Reason, saying: Saying) {
  const { code, gate, lane, params } = reason;
  const text = say(saying.language, `reason.${code}.text`, params);
  return { code, gate, lane, text, next: nextStep(reason, saying) };
}

/** The window goes on asking; this command ends, so that nobody is to wait for an answer of it. */
function nextStep(reason: Reason, { language, cached }: Saying): string {
  if (!isQuestion(reason)) return say(language, `reason.${reason.code}.next`, reason.params);
  return say(language, cached ? 'cli.check.nobodyAsked' : 'cli.check.noAnswer');
}

function warningText({ code, params }: Warning, language: Language): string {
  return say(language, `warning.${code}`, params);
}

function factLines({ serial: _serial, ...facts }: DeviceFacts, now: Instant) {
  const entries = Object.entries(facts).flatMap(([kind, fact]) =>
    fact ? [[kind, factLine(fact, now)] as const] : [],
  );
  return Object.fromEntries(entries);
}

function factLine({ value, source, observedAt }: Fact<unknown>, now: Instant) {
  const ageSeconds = Math.max(0, Math.round((now - observedAt) / 1_000));
  return { value, source, observedAt: iso(observedAt), ageSeconds };
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
