import { readFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };

/** What was measured on. No name of the machine, nothing of its owner. */
export function machineLine(): string {
  const processors = os.cpus();
  const model = (processors[0]?.model ?? 'unknown processor').replaceAll(/\s+/g, ' ').trim();
  const memory = `${Math.round(os.totalmem() / 1024 ** 3)} GB`;
  return [
    `${model}, ${processors.length} cores, ${memory}`,
    systemName(),
    runtimeName(),
    `Node ${process.versions.node} for what runs outside of it`,
    ...(drawsInSoftware() ? ['no graphics card, drawn in software'] : []),
  ].join(', ');
}

/** Load of the last minute: other programs at work make every figure worse. */
export function loadNow(): number {
  return os.loadavg()[0] ?? 0;
}

function systemName(): string {
  const release = readOrNothing('/etc/os-release');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? `${os.type()} ${os.release()}`;
}

/** Another version than package.json pins is the stand-in. */
function runtimeName(): string {
  const folder = dirname(process.env['RESETBENCH_EXECUTABLE'] ?? '');
  const version = readOrNothing(join(folder, 'version')).trim().replace(/^v/, '') || 'unknown';
  return version === manifest.devDependencies.electron
    ? `Electron ${version}`
    : `stand-in runtime with Electron ${version}`;
}

function drawsInSoftware(): boolean {
  return process.platform === 'linux' && readOrNothing('/sys/class/drm/card0/dev') === '';
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
