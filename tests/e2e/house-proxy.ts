import { createServer } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createSecureServer, type TLSSocket } from 'node:tls';
import {
  serveClouds,
  type Addresses,
  type CloudsOnLoopback,
} from '../sandbox/clouds-on-loopback.ts';
import { CERTIFICATE, KEY_OF_CERTIFICATE } from './an-authority.ts';

/** Both clouds as a house sees them whose proxy alone knows the way there, and opens what is encrypted. */
export interface House {
  readonly clouds: CloudsOnLoopback;
  readonly proxyUrl: string;
  /** The hosts that a tunnel was asked for, the newest last. */
  readonly tunnels: readonly string[];
  close(): Promise<void>;
}

/** No network knows these names: who has an answer from them has it through the proxy. */
const NAMES: Addresses = {
  appleApi: 'https://apple.resetbench.test',
  appleSignIn: 'https://apple-sign-in.resetbench.test',
  appleLogs: 'https://apple-logs.resetbench.test',
  graph: 'https://graph.resetbench.test',
  microsoftSignIn: 'https://microsoft-sign-in.resetbench.test',
};

export async function openHouse(): Promise<House> {
  const clouds = await serveClouds(undefined, NAMES);
  const tunnels: string[] = [];
  const ends = new Set<Duplex>();
  const tls = { cert: CERTIFICATE, key: KEY_OF_CERTIFICATE };
  const opener = createSecureServer(tls, (opened) => {
    join(opened, connect(cloudPort(clouds, opened), '127.0.0.1'), ends);
  });
  const openerPort = await listen(opener);
  const proxy = createServer().on('connect', ({ url = '' }, asking: Duplex) => {
    tunnels.push(url);
    asking.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(asking, connect(openerPort, '127.0.0.1'), ends);
  });
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
  const close = async () => {
    for (const end of ends) end.destroy();
    for (const server of [proxy, opener]) server.close();
    await clouds.close();
  };
  return { clouds, proxyUrl, tunnels, close };
}

/** Where the cloud stands whose name the client said at the start of its encryption. */
function cloudPort({ at }: CloudsOnLoopback, { servername }: TLSSocket): number {
  const names = Object.keys(NAMES) as (keyof Addresses)[];
  const name = names.find((each) => new URL(NAMES[each]).host === servername);
  return name ? Number(new URL(at[name]).port) : 0;
}

function join(one: Duplex, other: Socket, ends: Set<Duplex>): void {
  for (const [end, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    ends.add(end);
    end.on('error', () => peer.destroy());
    end.pipe(peer);
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}
