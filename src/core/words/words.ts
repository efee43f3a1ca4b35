import { readFailure } from '../jobs/failures.ts';
import type { Instant } from '../time.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/** English is the shape that every other language must have; a test compares them key by key. */
export type Catalogue = typeof en;
export const CATALOGUES = { en, de } as const satisfies Record<string, Catalogue>;
export type Language = keyof typeof CATALOGUES;
export type Parameters = Readonly<Record<string, string | number>>;

/** The best language for a system locale such as `de-AT`; English when there is none. */
export function languageOf(locale: string): Language {
  const primary = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(CATALOGUES, primary) ? (primary as Language) : 'en';
}

/**
 * The sentence at a dotted path, with its `{placeholders}` filled. A path that ends in `{one, other}` is chosen
 * by `count`, which is written with the separators of the language. Parameters named `…At` are instants and become a
 * clock time, those named `…On` become a day; `failure` and `failureNext` are a failure of cloud work as it is written
 * (jobs/failures.ts) and become its sentence and its next step, `setAsideCause` its word. An unknown path gives the path back: a missing word is
 * ugly, a missing screen is worse.
 */
export function say(language: Language, path: string, parameters: Parameters = {}): string {
  const found = path.split('.').reduce<unknown>(step, CATALOGUES[language]);
  const template = isPlural(found) ? found[pluralForm(language, parameters['count'])] : found;
  if (typeof template !== 'string') return path;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : wordOf(language, name, value);
  });
}

interface SaidFailure {
  /** Our sentence, with the words of the cloud in it if there are any. */
  readonly text: string;
  readonly next: string;
  /** Our sentence alone. */
  readonly plain: string;
  /** The cloud's own words or code. */
  readonly detail?: string | undefined;
}

/** Why a step of cloud work failed, as it is written (jobs/failures.ts), and what to do about it. */
export function sayFailure(language: Language, written: string): SaidFailure {
  const { code, detail } = readFailure(written);
  const text = say(language, `jobFailure.${code}.text`, { detail: detail ?? '…' });
  const next = say(language, `jobFailure.${code}.next`);
  if (code === 'cloudRefused')
    return { text, next, plain: say(language, 'ui.work.refused'), detail };
  if (detail === undefined) return { text, next, plain: text };
  const whole = `${text} ${say(language, 'ui.work.detail', { detail })}`;
  return { text: whole, next, plain: text, detail };
}

/** Hours and minutes of an instant in the time zone of this machine. */
export function clockTime(language: Language, instant: Instant): string {
  return format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant);
}

function calendarDay(language: Language, instant: Instant): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric' }, instant);
}

/** Something from a cloud may be no time at all; a sentence must not fail for it. */
function format(language: Language, form: Intl.DateTimeFormatOptions, instant: Instant): string {
  if (Number.isNaN(new Date(instant).getTime())) return '–';
  return new Intl.DateTimeFormat(language, form).format(instant);
}

/** What stands for a parameter: its name says how it is to be read. */
function wordOf(language: Language, name: string, value: string | number): string {
  if (name === 'failure') return sayFailure(language, String(value)).text;
  if (name === 'failureNext') return sayFailure(language, String(value)).next;
  if (name === 'setAsideCause') return say(language, `setAside.cause.${value}`);
  if (name.endsWith('At')) return clockTime(language, Number(value));
  if (name.endsWith('On')) return calendarDay(language, Number(value));
  const isCount = name === 'count' && typeof value === 'number';
  return isCount ? value.toLocaleString(language) : String(value);
}

function step(node: unknown, key: string): unknown {
  return isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}

function pluralForm(language: Language, count: string | number | undefined): 'one' | 'other' {
  return new Intl.PluralRules(language).select(Number(count ?? 0)) === 'one' ? 'one' : 'other';
}

function isPlural(node: unknown): node is { one: string; other: string } {
  return isRecord(node) && typeof node['one'] === 'string' && typeof node['other'] === 'string';
}

function isRecord(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null;
}
