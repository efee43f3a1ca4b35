import type { HttpRequest, HttpResponse } from '../../src/core/ports.ts';
import { createManualClock, type ManualClock } from '../../src/sandbox/manual-clock.ts';
import {
  createSandbox,
  SANDBOX_START,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/sandbox.ts';
import { viewJson, type JsonView } from './json-view.ts';

export const APPLE = 'https://api-business.apple.com';
export const GRAPH = 'https://graph.microsoft.com';

/** What came back; `json` views nothing when the body is no JSON. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
  readonly json: JsonView;
}

export interface TestBench {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** A sandbox on a clock that the test moves, with requests that are signed in. */
export function openTestBench(
  options: Omit<SandboxOptions, 'clock'> = {},
  now?: number,
): TestBench {
  const clock = createManualClock(now ?? options.startAt ?? SANDBOX_START);
  const sandbox = createSandbox({ ...options, clock });
  const send = async (method: HttpRequest['method'], url: string, rest: Partial<HttpRequest>) => {
    const headers = { ...signedIn(sandbox, url), ...rest.headers };
    const request = { method, timeoutMs: 30_000, ...rest, headers };
    return readAnswer(await sandbox.fetch(url, request));
  };
  return {
    sandbox,
    clock,
    get: (url, headers = {}) => send('GET', url, { headers }),
    post: (url, body, headers = {}) =>
      send('POST', url, { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  };
}

export function signedIn(sandbox: Sandbox, url: string): Record<string, string> {
  const bearer = url.startsWith(GRAPH) ? sandbox.bearer.microsoft : sandbox.bearer.apple;
  return { Authorization: `Bearer ${bearer}`, Accept: 'application/json' };
}

/** The body of an assignment at Apple. */
export function assignment(serviceId: string, serials: readonly string[], type = 'ASSIGN_DEVICES') {
  return {
    data: {
      type: 'orgDeviceActivities',
      attributes: { activityType: type },
      relationships: {
        mdmServer: { data: { type: 'mdmServers', id: serviceId } },
        devices: { data: serials.map((id) => ({ type: 'orgDevices', id })) },
      },
    },
  };
}

async function readAnswer(response: HttpResponse): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    text,
    json: viewJson(isJson ? dataOf(text) : undefined),
  };
}

/** Undefined for what is no JSON: an empty body, or one that a fault put there. */
function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
