import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { onTestFinished } from 'vitest';
import { makeCertificate } from '../../engine/clouds/microsoft/certificate.ts';

export interface OtherHost {
  readonly url: string;
  /** What came in, with its headers. */
  readonly requests: readonly IncomingMessage[];
}

/** A host that is none of the clouds, and answers whoever comes with something good. */
export function otherHost(): Promise<OtherHost> {
  return listen('http', (take) => createServer(take));
}

/** The same behind a certificate that nobody vouches for, as a proxy that reads along would show it. */
export function untrustedHost(): Promise<OtherHost> {
  const { key, certificate: cert } = makeCertificate('ec');
  return listen('https', (take) => createSecureServer({ key, cert }, take));
}

type Take = Parameters<typeof createServer>[1];

async function listen(
  protocol: string,
  serve: (take: NonNullable<Take>) => Pick<Server, 'listen' | 'address' | 'close'>,
): Promise<OtherHost> {
  const requests: IncomingMessage[] = [];
  const server = serve((incoming, outgoing) => {
    requests.push(incoming);
    outgoing.setHeader('content-type', 'application/json');
    outgoing.end('{"data":[],"links":{},"value":[]}');
  });
  await new Promise<void>((ready) => void server.listen(0, 'localhost', ready));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no socket');
  return { url: `${protocol}://localhost:${address.port}`, requests };
}
