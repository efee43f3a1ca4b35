import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fetch, HttpRequest, HttpResponse } from '../../src/core/ports.ts';
import { BrokenOff } from '../../src/sandbox/http/faults.ts';

export interface LoopbackServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/**
 * Serves one simulated cloud on a real socket: a request for `baseUrl` + path reaches `fetch` as `origin` + path.
 * URLs of `origin` inside the answers are turned into URLs of this server, so that paging stays on it; into URLs of
 * `publicUrl` where it is reached under another name.
 * What `fetch` rejects ends the connection; a body that breaks off there breaks off here in the middle.
 */
export async function serveOnLoopback(
  fetch: Fetch,
  origin: string,
  publicUrl?: string,
): Promise<LoopbackServer> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const answer = await fetch(`${origin}${incoming.url}`, await readRequest(incoming));
      for (const name of PASSED_ON) {
        const value = answer.headers.get(name);
        if (value !== null) outgoing.setHeader(name, value);
      }
      outgoing.statusCode = answer.status;
      await send(answer, outgoing, (body) => body.replaceAll(origin, publicUrl ?? baseUrl));
    } catch {
      incoming.socket.destroy();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no socket');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  return {
    baseUrl,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => void server.close(() => closed()));
    },
  };
}

const PASSED_ON = [
  'content-type',
  'date',
  'location',
  'retry-after',
  'request-id',
  'client-request-id',
];

async function send(
  answer: HttpResponse,
  outgoing: ServerResponse,
  rewrite: (body: string) => string,
): Promise<void> {
  try {
    outgoing.end(rewrite(await answer.text()));
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
    const body = Buffer.from(rewrite(error.whole));
    outgoing.setHeader('content-length', body.length);
    outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    method: (incoming.method ?? 'GET') as HttpRequest['method'],
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
    timeoutMs: 10_000,
  };
}
