import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/lib/systemd/systemd-udevd', '/usr/lib/systemd/systemd-udevd'];

/** Starts the daemon that tells programs of what is plugged in. Resolves, when it listens, to what ends it. */
export async function startUdevd(): Promise<() => Promise<void>> {
  const daemon = spawn(places.find((place) => existsSync(place)) ?? '', [], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => void daemon.once('exit', () => resolve()));
  const { status } = spawnSync('udevadm', ['control', '--ping', '--timeout=60']);
  if (status !== 0) throw new Error('udevd does not answer');
  return async () => {
    daemon.kill();
    await ended;
  };
}
