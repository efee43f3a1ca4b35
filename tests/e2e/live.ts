import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { Connections } from '../../src/core/connections.ts';
import type { CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { expect, launchApp, test, type RunningApp } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';
import { answerDialogs } from './stand-ins.ts';

interface Live {
  readonly home: string;
  readonly connections: Connections;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The live app at Clouds. Its accounts are set up; it has no key, and nobody has signed in. */
export async function openLive({ home, connections, args = [], env }: Live): Promise<RunningApp> {
  keepConnections(home, connections);
  const running = await launchApp({ home, args: ['--live', ...args], env });
  await running.page.keyboard.press('Control+6');
  return running;
}

/** As an earlier run has kept them; whatever is secret of them is missing. */
export function keepConnections(home: string, connections: Connections): void {
  mkdirSync(join(home, 'live'));
  writeFileSync(join(home, 'live', 'connections.json'), JSON.stringify(connections));
}

/** Gives the practice key and has the connection to Apple tested. */
export async function testApple(
  { app, page }: RunningApp,
  { sandbox }: CloudsOnLoopback,
): Promise<void> {
  const person = keyboardOf(page);
  // Not in the data folder, in which no test must find it.
  const keyFile = test.info().outputPath('key.pem');
  writeFileSync(keyFile, Object.values(sandbox.practiceKeys.apple)[0] ?? '');
  await answerDialogs(app, keyFile);
  await person.press('Change');
  await person.press('Choose the .pem file');
  await expect(page.getByText('Chosen: key.pem')).toBeVisible();
  await person.press('Keep and test');
}

export function organizationCard({ page }: RunningApp): Locator {
  return page.getByRole('region', { name: 'Aldermoor Group' });
}
