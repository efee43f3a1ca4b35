import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;

export interface ProcessMemory {
  /** What Chromium calls it: `renderer`, `gpu-process`; `browser` for the first. */
  readonly kind: string;
  readonly megabytes: number;
}

/**
 * Memory that a process and its descendants share with nobody (Private_Clean + Private_Dirty of smaps_rollup).
 * Linux only: undefined elsewhere.
 */
export function privateMemory(pid: number): readonly ProcessMemory[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return withDescendants(pid).map((each) => ({ kind: kindOf(each), megabytes: privateOf(each) }));
}

/** How many foreign processes run the same program: what its file takes in memory is then shared, not private. */
export function strangers(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const own = new Set(withDescendants(pid));
  const program = programOf(pid);
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.filter((name) => !own.has(Number(name)) && programOf(Number(name)) === program).length;
}

export function total(processes: readonly ProcessMemory[]): number {
  return processes.reduce((sum, { megabytes }) => sum + megabytes, 0);
}

function withDescendants(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)] as const),
  );
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

/** The name of the program stands in brackets and may hold blanks and brackets itself. */
function parentOf(pid: string): number {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function privateOf(pid: number): number {
  const rollup = readOrNothing(`/proc/${pid}/smaps_rollup`);
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)];
  return kilobytes.reduce((sum, [, each]) => sum + Number(each) * 1024, 0) / MEGABYTE;
}

function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

function kindOf(pid: number): string {
  const line = readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const type = /--type=(\S+)/.exec(line)?.[1];
  const service = /--utility-sub-type=(\S+)/.exec(line)?.[1];
  return service?.split('.')[0] ?? type ?? 'browser';
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
