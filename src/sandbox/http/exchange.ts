import type { HttpRequest, HttpResponse } from '../../core/ports.ts';

/** A request as a simulated cloud reads it. */
export interface SimulatedRequest {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function readRequest(url: URL, request: HttpRequest): SimulatedRequest {
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return { method: request.method, url, headers: new Map(headers), body: request.body ?? '' };
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatedAnswer {
  const contentType = { 'Content-Type': 'application/json;charset=UTF-8' };
  return { status, headers: { ...contentType, ...headers }, body: JSON.stringify(value) };
}

export function emptyAnswer(status: number): SimulatedAnswer {
  return { status, headers: {}, body: '' };
}

/** Stops a handler with this answer; caught where the cloud was entered, never outside of it. */
export class Refusal extends Error {
  readonly answer: SimulatedAnswer;

  constructor(answer: SimulatedAnswer) {
    super(`refused with status ${answer.status}`);
    this.answer = answer;
  }
}

/** What the handler answers, or the answer of the refusal that stopped it. */
export function orRefusal(handle: () => SimulatedAnswer): SimulatedAnswer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** The text of a JSON request as plain data; null when it is none. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

export function asHttpResponse(answer: SimulatedAnswer, date: Date): HttpResponse {
  const entries = Object.entries({ ...answer.headers, Date: date.toUTCString() });
  const headers = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: answer.status,
    headers: { get: (name) => headers.get(name.toLowerCase()) ?? null },
    text: () => Promise.resolve(answer.body),
  };
}
