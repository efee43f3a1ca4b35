import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixture.ts';

const source = join(import.meta.dirname, '../../src/engine/net-of-electron.ts');

/** Runs beside our code in a utility process, where alone Electron's network is what the engine sees. */
const child = `
import { fetchOfElectron } from './net-of-electron.mjs';
process.parentPort.once('message', async ({ data }) => {
  const fetch = await fetchOfElectron();
  const outcomes = [];
  for (const { url, ...request } of data) {
    const began = Date.now();
    try {
      const answer = await fetch(url, request);
      const text = await answer.text();
      const retryAfter = answer.headers.get('Retry-After');
      outcomes.push({ status: answer.status, text, retryAfter });
    } catch (error) {
      outcomes.push({ error: error.name + ': ' + error.message, took: Date.now() - began });
    }
  }
  process.parentPort.postMessage(outcomes);
});
`;

interface Asked {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}
type Outcome = Readonly<Record<string, unknown>>;

test.use({ appArguments: ['--live'] });

test("the engine's requests go through Electron's network", async ({ running, home }) => {
  const other = await aServer((_request, answer) => answer.end('never'));
  const cloud = await aServer(answerAsCloud(other.url));
  const get = { method: 'GET', headers: { authorization: 'Bearer canary' }, timeoutMs: 5_000 };
  const outcomes = await ask(running.app, home, [
    { ...get, url: `${cloud.url}/list`, method: 'GET' },
    { ...get, url: `${cloud.url}/busy`, method: 'POST', body: '{"serials":[]}' },
    { ...get, url: `${cloud.url}/elsewhere`, method: 'GET' },
    { ...get, url: `${cloud.url}/silent`, method: 'GET', timeoutMs: 300 },
    { ...get, url: `${cloud.url}/half`, method: 'GET', timeoutMs: 300 },
    { ...get, url: 'http://127.0.0.1:9/', method: 'GET' },
  ]);
  await Promise.all([cloud.close(), other.close()]);

  await test.step('an answer of any status is an answer', () => {
    expect(outcomes[0]).toEqual({ status: 200, text: 'ä', retryAfter: null });
    expect(outcomes[1]).toEqual({ status: 429, text: '{"serials":[]}', retryAfter: '7' });
  });
  await test.step('no cookie is kept', () => {
    expect(cloud.seen.map(({ headers }) => headers.cookie)).not.toContain('session=1');
  });
  await test.step('a redirect rejects, and the bearer does not follow it', () => {
    expect(outcomes[2]).toMatchObject({ error: expect.stringMatching(/redirect/i) });
    expect(other.seen).toEqual([]);
  });
  await test.step('silence ends, before the answer and in the middle of it', () => {
    for (const outcome of outcomes.slice(3, 5)) {
      expect(outcome).toMatchObject({ error: expect.stringMatching(/Timeout/) });
      expect(outcome['took']).toBeLessThan(3_000);
    }
  });
  await test.step('no answer is an error that says why', () => {
    expect(outcomes[5]).toMatchObject({ error: expect.stringContaining('net::ERR_') });
  });
});

function answerAsCloud(elsewhere: string): Parameters<typeof createServer>[1] {
  return async (request, answer) => {
    answer.setHeader('set-cookie', 'session=1');
    if (request.url === '/busy') {
      answer.writeHead(429, { 'retry-after': '7' }).end(await bodyOf(request));
    } else if (request.url === '/elsewhere') {
      answer.writeHead(302, { location: elsewhere }).end();
    } else if (request.url === '/half') {
      answer.writeHead(200, { 'content-length': '100' }).write('half');
    } else if (request.url === '/list') {
      answer.end('ä');
    }
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function aServer(listener: Parameters<typeof createServer>[1]) {
  const seen: IncomingMessage[] = [];
  const server = createServer(listener).on('request', (request) => seen.push(request));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    seen,
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

async function ask(app: ElectronApplication, home: string, asked: readonly Asked[]) {
  const folder = join(home, 'network');
  mkdirSync(folder);
  // The Electron of a machine without the real one knows no types.
  const plain = stripTypeScriptTypes(readFileSync(source, 'utf8'));
  writeFileSync(join(folder, 'net-of-electron.mjs'), plain);
  writeFileSync(join(folder, 'child.mjs'), child);
  return app.evaluate(
    ({ utilityProcess }, [script, questions]) =>
      new Promise<readonly Outcome[]>((resolve) => {
        const process = utilityProcess.fork(script);
        process.once('message', (outcomes: readonly Outcome[]) => {
          resolve(outcomes);
          process.kill();
        });
        process.postMessage(questions);
      }),
    [join(folder, 'child.mjs'), asked] as const,
  );
}
