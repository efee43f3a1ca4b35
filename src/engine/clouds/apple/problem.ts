import { z } from 'zod';
import type { Problem } from '../http/http-failure.ts';
import { parsed, text } from '../http/lenient.ts';

const problemsSchema = z.object({
  errors: z
    .array(z.object({ code: text, title: text, detail: text, source: z.unknown().optional() }))
    .min(1),
});

/**
 * Apple's error body: the first error speaks. Its source comes flat (`{pointer}` or `{parameter}`) or nested one
 * level deeper, so pointers are looked for wherever they stand.
 */
export function readAppleProblem(
  body: unknown,
  sentSerials: readonly string[],
): Problem | undefined {
  const problems = parsed(problemsSchema, body)?.errors;
  const first = problems?.[0];
  if (!problems || !first) return undefined;
  const offenders = problems.flatMap((problem) => [
    ...pointedAt(JSON.stringify(problem.source ?? ''), sentSerials),
    ...namedIn(`${problem.title ?? ''} ${problem.detail ?? ''}`, sentSerials),
  ]);
  const detail = [first.title, first.detail].filter((part) => part !== undefined).join(': ');
  return { code: first.code, detail, offenders: [...new Set(offenders)] };
}

/** `/data/relationships/devices/data/3` is the fourth serial that was sent. */
function pointedAt(source: string, sentSerials: readonly string[]): readonly string[] {
  const places = [...source.matchAll(/\/devices\/data\/(\d+)/g)].map((match) => Number(match[1]));
  return places.flatMap((place) => sentSerials[place] ?? []);
}

function namedIn(words: string, sentSerials: readonly string[]): readonly string[] {
  const found = new Set(words.toUpperCase().match(/[A-Z0-9]{8,14}/g));
  return sentSerials.filter((serial) => found.has(serial));
}
