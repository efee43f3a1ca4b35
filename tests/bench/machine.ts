import { readFileSync } from 'node:fs';
import os from 'node:os';

/** One line: what was measured on. No name of the machine, nothing of its owner. */
export function machineLine(runtime: string): string {
  const processors = os.cpus();
  const model = (processors[0]?.model ?? 'unknown processor').replaceAll(/\s+/g, ' ').trim();
  const memory = `${Math.round(os.totalmem() / 1024 ** 3)} GB`;
  const screen = process.platform === 'linux' && !hasGraphicsCard() ? ', drawn in software' : '';
  return `${model}, ${processors.length} cores, ${memory}, ${systemName()}, ${runtime}, Node ${process.versions.node}${screen}`;
}

/** Load of the last minute: other programs at work make every figure worse. */
export function loadNow(): number {
  return os.loadavg()[0] ?? 0;
}

function systemName(): string {
  const release = readOrNothing('/etc/os-release');
  const pretty = /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1];
  return pretty ? `${pretty} (kernel ${os.release()})` : `${os.type()} ${os.release()}`;
}

function hasGraphicsCard(): boolean {
  return readOrNothing('/sys/class/drm/card0/dev') !== '';
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
