import { globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { serveClouds, type CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { expect, test } from './fixture.ts';
import { openLive, organizationCard, testApple } from './live.ts';
import { aPerson } from './person.ts';
import { enginePid, hasEnded, pagePid } from './shell-probe.ts';

// Windows knows no such signal, and macOS itself writes where a process stood, outside of every folder of the app's.
test.skip(process.platform !== 'linux');

test('a crash of any process leaves no report of it, and nothing secret', async ({ home }) => {
  const clouds = await serveClouds();
  const { app, output } = await signedInAtApple(home, clouds);
  const secrets = [...clouds.secrets, ...keyLines(clouds)];
  expect(clouds.secrets.size).toBeGreaterThan(1);
  await test.step('the engine', async () => crash(await enginePid(app)));
  await test.step('the network', async () => crash(await pidOf(app, 'Network Service')));
  await test.step('the window', async () => crash(await pagePid(app)));
  await test.step('the app itself', () => crash(app.process().pid ?? 0));
  await clouds.close();

  const files = filesBelow(home);
  expect(files.map((path) => relative(home, path)).filter(isReport)).toEqual([]);
  expect(files.filter((path) => holdsOneOf(secrets, readFileSync(path, 'latin1')))).toEqual([]);
  expect(holdsOneOf(secrets, output())).toBe(false);
});

test('no process asks the system for an image of its memory', async ({ running }) => {
  const { app } = running;
  const pids = [app.process().pid ?? 0, await enginePid(app), await pagePid(app)];
  const own = imageLimit(process.pid);
  expect(own).toContain('Max core file size');
  expect(pids.map(imageLimit)).toEqual([own, own, own]);
});

/** The live app with its key and a token in memory. Whatever it leaves anywhere is below `home`. */
async function signedInAtApple(home: string, clouds: CloudsOnLoopback) {
  const env = { HOME: aPerson(home), TMPDIR: join(home, 'tmp') };
  mkdirSync(env.TMPDIR);
  const running = await openLive({ home, connections: clouds.connections, env });
  await testApple(running, clouds);
  await expect(organizationCard(running)).toContainText('Nothing fails.', { timeout: 20_000 });
  return running;
}

/** Ends it as a fault in its own code would. */
async function crash(pid: number): Promise<void> {
  process.kill(pid, 'SIGSEGV');
  await hasEnded(pid);
}

async function pidOf(app: ElectronApplication, name: string): Promise<number> {
  const processes = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
  const found = processes.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not running`);
  return found.pid;
}

function keyLines({ sandbox }: CloudsOnLoopback): readonly string[] {
  const lines = Object.values(sandbox.practiceKeys.apple).flatMap((pem) => pem.split('\n'));
  return lines.filter((line) => line.length > 20 && !line.startsWith('-----'));
}

/** What Crashpad, Breakpad, Node, V8 and the system call the image or the report that they write. */
function isReport(name: string): boolean {
  return /\.(dmp|mdmp|crash|heapsnapshot)$|crash ?reports?|(^|\/)core(\.\d+)?$|(^|\/)report\..*\.json$/i.test(
    name,
  );
}

function holdsOneOf(secrets: readonly string[], text: string): boolean {
  return secrets.some((secret) => text.includes(secret));
}

function filesBelow(folder: string): readonly string[] {
  // Chromium's own folders may begin with a dot.
  const paths = globSync(['**/*', '**/.*', '**/.*/**/*'], { cwd: folder });
  const files = [...new Set(paths)].map((name) => join(folder, name));
  return files.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** How large an image of a process's memory the system may write, as the process was given or wanted it. */
function imageLimit(pid: number): string {
  const lines = readFileSync(`/proc/${pid}/limits`, 'utf8').split('\n');
  return lines.find((line) => line.startsWith('Max core file size')) ?? '';
}
