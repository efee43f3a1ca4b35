import { z } from 'zod';
import type { Problem } from '../http/http-failure.ts';
import { parsed, text } from '../http/lenient.ts';

const problemSchema = z.object({ error: z.object({ code: text, message: text }) });

/** Graph's error body. Intune often hides a JSON text with the real sentence inside the message. */
export function readGraphProblem(
  body: unknown,
  sentSerials: readonly string[],
): Problem | undefined {
  const error = parsed(problemSchema, body)?.error;
  if (!error) return undefined;
  const detail = innerMessage(error.message ?? '');
  const found = new Set(detail.toUpperCase().match(/[A-Z0-9]{8,14}/g));
  return { code: error.code, detail, offenders: sentSerials.filter((serial) => found.has(serial)) };
}

function innerMessage(message: string): string {
  if (!message.startsWith('{')) return message;
  try {
    const inner = parsed(z.object({ Message: text }), JSON.parse(message))?.Message;
    return inner ?? message;
  } catch {
    return message;
  }
}
