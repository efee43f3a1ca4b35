import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod';
import type { Clock, Fetch, HttpRequest, HttpResponse } from '../../../core/ports.ts';
import { safeDetail, type CloudFailure } from '../http/cloud-failure.ts';
import { failureOfStatus, isPage } from '../http/http-failure.ts';
import { parsed, present, text } from '../http/lenient.ts';
import { networkFaultOf } from '../http/network-fault.ts';

/** MSAL's way to the network, by our own `Fetch`: with the proxy and the certificates of this machine. */
export interface MsalNetwork extends INetworkModule {
  /** What was in the way of the last request, if it was not answered by Entra itself. */
  trouble(): CloudFailure | undefined;
  /** The error in Entra's last answer: code and sentence, or nothing. MSAL drops the sentence in places. */
  refusal(): string;
  /** The `Date` of the last answer. */
  date(): string | null;
}

interface NetworkOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** As it is configured. */
  readonly authority: string;
}

const TIMEOUT_MS = 30_000;
/** The headers that MSAL looks at. */
const HEADERS = ['content-type', 'retry-after', 'x-ms-request-id', 'x-ms-httpver'];

/** MSAL takes an authority only with https; one on this machine gets it for MSAL's eyes alone. */
export function securedAddress(address: string): string {
  return address.replace(/^http:/, 'https:');
}

/** What MSAL takes for https as it can be reached. */
export function reachableAddress(address: string, authority: string): string {
  const { origin, protocol } = new URL(authority);
  const secured = securedAddress(origin);
  const isOwn = protocol === 'http:' && address.startsWith(`${secured}/`);
  return isOwn ? origin + address.slice(secured.length) : address;
}

export function createMsalNetwork(options: NetworkOptions): MsalNetwork {
  let trouble: CloudFailure | undefined;
  let refusal = '';
  let date: string | null = null;

  async function send<T>(
    method: HttpRequest['method'],
    url: string,
    request: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    const address = reachableAddress(url, options.authority);
    const { answer, body, failed } = await exchange(options, method, address, request);
    trouble = failed;
    date = answer?.headers.get('date') ?? null;
    if (failed || !answer) throw new Error('no answer of Entra');
    const content: unknown = JSON.parse(asSeenByMsal(body, options.authority));
    refusal = refusalIn(content);
    // MSAL itself checks what it needs of it.
    return { status: answer.status, headers: headersOf(answer), body: content as T };
  }
  return {
    sendGetRequestAsync: (url, request) => send('GET', url, request),
    sendPostRequestAsync: (url, request) => send('POST', url, request),
    trouble: () => trouble,
    refusal: () => refusal,
    date: () => date,
  };
}

interface Outcome {
  readonly answer?: HttpResponse;
  readonly body: string;
  readonly failed?: CloudFailure;
}

async function exchange(
  { fetch, clock }: NetworkOptions,
  method: HttpRequest['method'],
  address: string,
  { headers = {}, body }: NetworkRequestOptions,
): Promise<Outcome> {
  const content = method === 'POST' ? { body: body ?? '' } : {};
  try {
    const answer = await fetch(address, { method, headers, timeoutMs: TIMEOUT_MS, ...content });
    const received = await answer.text();
    const failed = troubleIn(answer, received, clock.now());
    return { answer, body: received, ...(failed && { failed }) };
  } catch (error) {
    const detail = safeDetail(error instanceof Error ? error.message : 'no answer', address);
    const failed = { kind: 'unreachable', detail, ...present({ network: networkFaultOf(error) }) };
    return { body: '', failed: failed as CloudFailure };
  }
}

/** Entra refuses with 4xx and JSON; everything else but a good answer is somebody or something in between. */
function troubleIn(answer: HttpResponse, body: string, now: number): CloudFailure | undefined {
  const isGood = answer.status >= 200 && answer.status < 300;
  if (isJson(body) && (isGood || isRefusal(answer.status))) return undefined;
  if (isGood) {
    const network = isPage(body) ? ('page' as const) : undefined;
    return { kind: 'malformed', detail: 'Entra answered no JSON.', ...present({ network }) };
  }
  const quiet = { readProblem: () => undefined, sentSerials: [], secret: '' };
  return failureOfStatus(answer, { body, now: { bench: now, cloud: now }, ...quiet });
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 407 && status !== 429;
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** The endpoints in the answer must be ones that MSAL takes. */
function asSeenByMsal(body: string, authority: string): string {
  const { origin, protocol } = new URL(authority);
  return protocol === 'http:' ? body.replaceAll(origin, securedAddress(origin)) : body;
}

const refusalSchema = z.object({ error: text, error_description: text });

function refusalIn(content: unknown): string {
  const refusal = parsed(refusalSchema, content);
  if (!refusal?.error) return '';
  return `${refusal.error}: ${refusal.error_description ?? ''}`;
}

function headersOf({ headers }: HttpResponse): Record<string, string> {
  return Object.fromEntries(
    HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}
