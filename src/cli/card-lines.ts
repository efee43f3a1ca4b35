import type { Card } from '../contract/desk.ts';
import type { DeviceFacts } from '../core/facts/device-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import type { Instant } from '../core/time.ts';
import type { Reason, Warning } from '../core/verdict/verdict.ts';
import { say, type Language } from '../core/words/words.ts';

/** False for a device of which nothing certain can be said, or of which something is still being asked. */
export function isAnswered(card: Card): boolean {
  return card.verdict.lane !== 'unknown' && !isStillAsking(card);
}

/** The deciding fact is missing or too old, and its cloud can be asked for it (core/verdict/reasons.ts). */
export function isStillAsking({ verdict }: Card): boolean {
  return verdict.reasons[0]?.code.endsWith('Asking') ?? true;
}

/** A card as one JSON object: the verdict with its sentences, and the facts with source and age. */
export function jsonLine(card: Card, language: Language) {
  const { verdict } = card;
  const reasons = verdict.reasons.map((reason) => reasonLine(reason, language));
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
export function textLines(card: Card, language: Language): string[] {
  const { verdict } = card;
  const model = card.device.model === '' ? '' : `  ${card.device.model}`;
  const reasons = verdict.reasons.map((reason) => reasonLine(reason, language));
  return [
    `${card.serial}  ${say(language, `lane.${verdict.lane}.word`)}${model}`,
    ...reasons.map(({ text, next }) => `  ${text} ${next}`),
    ...verdict.warnings.map((warning) => `  ! ${warningText(warning, language)}`),
  ];
}

function reasonLine({ code, gate, lane, params }: Reason, language: Language) {
  const text = say(language, `reason.${code}.text`, params);
  return { code, gate, lane, text, next: say(language, `reason.${code}.next`, params) };
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
