import { createServer } from 'node:http';
import { HOSTS } from '../../src/sandbox/campaign/organization.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { createPages } from './multiplied-pages.ts';

/*
 * Both clouds with a fleet of many copies of the sandbox's campaign, on a loopback socket, in a process of its own:
 * what answering costs must not count as a stall of the engine. Sends its address to the parent.
 */
const copies = Number(process.argv[2]);
const clock = createManualClock(SANDBOX_START);
const sandbox = createSandbox({ clock });
const clouds: Readonly<Record<string, { readonly origin: string; readonly bearer: string }>> = {
  apple: { origin: `https://${HOSTS.appleApi}`, bearer: sandbox.bearer.apple },
  graph: { origin: `https://${HOSTS.graph}`, bearer: sandbox.bearer.microsoft },
};
const pages = createPages({ copies, ask });

const server = createServer((incoming, outgoing) => {
  const [, name = '', path = ''] = /^\/(\w+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
  const cloud = clouds[name];
  if (!cloud) return void outgoing.writeHead(404).end();
  const own = `http://${incoming.headers.host}/${name}`;
  pages.read(`${cloud.origin}${path}`).then(
    (text) => {
      outgoing.setHeader('Content-Type', 'application/json');
      outgoing.end(text.replaceAll(cloud.origin, own));
    },
    (error: unknown) => outgoing.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.send?.(`http://127.0.0.1:${address.port}`);
});

/** Each question gets a minute of its own, so that the simulated quotas never stand in the way. */
async function ask(url: string): Promise<string> {
  await clock.advance(60_000);
  const isApple = url.startsWith(`https://${HOSTS.appleApi}`);
  const bearer = isApple ? sandbox.bearer.apple : sandbox.bearer.microsoft;
  const headers = { Authorization: `Bearer ${bearer}`, Accept: 'application/json' };
  const answer = await sandbox.fetch(url, { method: 'GET', headers, timeoutMs: 30_000 });
  if (answer.status !== 200) throw new Error(`${answer.status} for ${url}`);
  return answer.text();
}
