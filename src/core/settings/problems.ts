import type { z } from 'zod';
import { cleanText } from '../identifiers/clean-text.ts';

/** What can be wrong with a settings file; words stand under `settingsFile.problem.<code>`. */
export const PROBLEM_CODES = [
  'notJson',
  'unknownKey',
  'missing',
  'wrongType',
  'notOneOf',
  'empty',
  'notAnAddress',
  'notAProfileId',
  'outOfRange',
  'oneFile',
  'noFile',
  'duplicate',
  'unknownId',
] as const;
type ProblemCode = (typeof PROBLEM_CODES)[number];

/** `path` is written as in JavaScript, such as `targets[0].serviceId`; empty for the file as a whole. */
export interface SettingsProblem {
  readonly path: string;
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string>>;
}

type Path = readonly PropertyKey[];
const LONGEST_KEY = 60;

/** Every problem of a file that was refused. `raw` tells what is missing from what is of a wrong type. */
export function problemsIn(issues: readonly z.core.$ZodIssue[], raw: unknown): SettingsProblem[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, raw));
  // An address that is none fails both of its checks.
  return [...new Map(problems.map((each) => [`${each.path} ${each.code}`, each])).values()];
}

function problemsOf(issue: Issue, raw: unknown): SettingsProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const paths = issue.keys.map((key) => [...issue.path, key]);
    return paths.map((path) => ({ path: writePath(path, raw), code: 'unknownKey', params: {} }));
  }
  const isMissing = valueAt(issue.path, raw) === undefined && isAboutValue(issue);
  const code = isMissing ? 'missing' : codeOf(issue);
  return [{ path: writePath(issue.path, raw), code, params: isMissing ? {} : paramsOf(issue) }];
}

type Issue = z.core.$ZodIssue;

function isAboutValue({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_value';
}

function codeOf(issue: Issue): ProblemCode {
  switch (issue.code) {
    case 'invalid_key':
      return 'unknownKey';
    case 'invalid_type':
      return 'wrongType';
    case 'invalid_value':
      return 'notOneOf';
    case 'invalid_format':
      return 'notAnAddress';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'empty' : 'outOfRange';
    case 'custom':
      // Our own checks name their problem; the only one that does not is that of an address.
      return PROBLEM_CODES.find((each) => each === issue.params?.['problem']) ?? 'notAnAddress';
    default:
      return 'outOfRange';
  }
}

function paramsOf(issue: Issue): SettingsProblem['params'] {
  if (issue.code === 'invalid_type') return { expected: issue.expected };
  if (issue.code === 'invalid_value') return { known: issue.values.map(String).join(', ') };
  const known: unknown = issue.code === 'custom' ? issue.params?.['known'] : undefined;
  return typeof known === 'string' ? { known } : {};
}

function valueAt(path: Path, raw: unknown): unknown {
  return path.reduce<unknown>((value, key) => {
    if (isShorthand(value, key)) return value;
    const isInside = typeof value === 'object' && value !== null;
    return isInside ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined;
  }, raw);
}

/** A word or a list that was written out while the file was read: the file does not have this step of the path. */
function isShorthand(value: unknown, key: PropertyKey): boolean {
  return typeof key === 'string' && (typeof value === 'string' || Array.isArray(value));
}

function writePath(path: Path, raw: unknown): string {
  return path.reduce<string>((written, key, index) => {
    if (typeof key === 'number') return `${written}[${key}]`;
    if (isShorthand(valueAt(path.slice(0, index), raw), key)) return written;
    const name = cleanText(String(key)).slice(0, LONGEST_KEY);
    return written === '' ? name : `${written}.${name}`;
  }, '');
}
