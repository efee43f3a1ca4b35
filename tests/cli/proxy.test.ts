import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aHome, START } from './run-cli.ts';

const SERIAL = 'C39XK2PQJG5H';

// Windows has no groups of processes that could be ended at once.
it.skipIf(process.platform === 'win32')('the command goes through the proxy', async () => {
  const proxy = await aRefusingProxy();
  const child = spawn(process.execPath, [START, 'check', '--settings', aSettingsFile(), SERIAL], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      RESETBENCH_HOME: aHome(),
      RESETBENCH_GRAPH_TOKEN: 'no-token',
      https_proxy: proxy.url,
      no_proxy: '',
    },
  });
  // An unreachable cloud is asked again and again: the first time says enough.
  const first = await proxy.first;
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  expect(first).toBe('graph.microsoft.com:443');
});

/** Lets nobody through; `first` is where somebody wanted to go first. */
async function aRefusingProxy() {
  const server = createServer((_request, answer) => answer.writeHead(403).end());
  const first = new Promise<string | undefined>((resolve) => {
    server.on('connect', (request, socket) => {
      resolve(request.url);
      // The command is killed while it may still be talking.
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, first };
}

function aSettingsFile(): string {
  const file = path.join(aHome(), 'settings.json');
  const tenant = { tenantId: '3e8b1f76-c940-4d25-8a7f-5b6e02d9c183', auth: 'token' };
  writeFileSync(file, JSON.stringify({ organizations: [], tenant }));
  return file;
}
