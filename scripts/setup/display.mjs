import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { runQuietly } from './processes.mjs';

// Larger than full HD, so that a window of exactly 1920x1080 fits with room for its frame.
const screen = '2048x1200x24';

/** Whether windows can only be shown on a display of our own. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Starts an X server without a screen, on a free number of its own, closed to other users of the machine.
 * Gives its environment variables and `stop`.
 */
export async function startDisplay() {
  const folder = mkdtempSync(join(tmpdir(), 'resetbench-display-'));
  const authority = join(folder, 'Xauthority');
  const cookie = randomBytes(16).toString('hex');
  // The server reads the cookie whatever its number; the number is known only after the start.
  await addCookie(authority, ':0', cookie);
  const server = spawnServer(authority);
  const stop = stopper(server, folder);
  const display = `:${await readNumber(server)}`;
  await addCookie(authority, display, cookie);
  return { screen, stop, env: { DISPLAY: display, XAUTHORITY: authority } };
}

// Its own process group: Ctrl+C must reach the app first and the display last.
function spawnServer(authority) {
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority];
  return spawn('Xvfb', args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
}

function readNumber(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    server.on('error', () => reject(new Advice(noServer)));
    server.on('exit', () => reject(new Advice(noServer)));
  });
}

function stopper(server, folder) {
  const stop = () => {
    process.off('exit', stop);
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  return stop;
}

async function addCookie(authority, display, cookie) {
  const { code, output } = await runQuietly('xauth', [
    '-q',
    '-f',
    authority,
    'add',
    display,
    '.',
    cookie,
  ]);
  if (code !== 0)
    throw new Advice(`${output.trim()}\n\nxauth could not prepare the virtual display.`);
}

const noServer =
  'Xvfb, the virtual display, did not start. Run `Xvfb :99` to see why, or start a display and set DISPLAY.';
