import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { toFigure, type Findings } from './figure.ts';
import { percentile, round } from './statistics.ts';

/** A scanner that types a serial and Enter gives one scan in so long, at its fastest. */
const SCAN_EVERY = 50;

/**
 * A delivery of that many devices, as fast as the engine takes them: expected by a manifest, twenty to a box. The
 * floor of a late scan is an early one: a session must not get slower as it grows.
 */
export async function measureCheckIn(devices: number): Promise<Findings> {
  const home = mkdtempSync(join(tmpdir(), 'resetbench-check-in-'));
  const composed = await composeEngine({ mode: 'sandbox', home, role: 'bench', log: () => {} });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  try {
    return await deliver(engine, devices);
  } finally {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function deliver(engine: Engine, devices: number): Promise<Findings> {
  const serials = Array.from(
    { length: devices },
    (_, index) => `F2L${String(index).padStart(5, '0')}ZZZ1`,
  );
  const sessionId = await openDelivery(engine, serials);
  const before = heapNow();
  const took: number[] = [];
  for (const [index, text] of serials.entries()) {
    if (index % 20 === 0) {
      await engine.calls['checkIn.openBox']({ sessionId, name: `Box ${index / 20}` });
    }
    const start = performance.now();
    const reply = await engine.calls['checkIn.scan']({ sessionId, text });
    took.push(performance.now() - start);
    if (!reply.ok) throw new Error(reply.error.code);
    // A turn for whatever else the engine has to do.
    if (index % 10 === 0) await new Promise(setImmediate);
  }
  const grown = heapNow() - before;
  const note = `Check-in: ${devices} devices, one scan each, in boxes of 20.`;
  return { figures: figuresOf(took, devices, grown), note };
}

async function openDelivery(engine: Engine, serials: readonly string[]): Promise<string> {
  const opened = await engine.calls['checkIn.open']({ name: 'Delivery' });
  if (!opened.ok) throw new Error(opened.error.code);
  const { sessionId } = opened.value;
  const text = `serial\n${serials.join('\n')}\n`;
  const read = await engine.calls['checkIn.readManifest']({ sessionId, source: 'list', text });
  if (!read.ok) throw new Error(read.error.code);
  const { previewId } = read.value;
  const taken = await engine.calls['checkIn.takeManifest']({ sessionId, previewId });
  if (!taken.ok) throw new Error(taken.error.code);
  return sessionId;
}

function figuresOf(took: readonly number[], devices: number, grown: number): Findings['figures'] {
  const tenth = Math.floor(devices / 10);
  const early = percentile(took.slice(tenth, 2 * tenth), 0.5);
  const late = percentile(took.slice(-tenth), 0.5);
  return [
    toFigure({
      name: `checkIn.${devices}.scan.p99`,
      value: percentile(took, 0.99),
      unit: 'ms',
      target: { of: 'value', atMost: SCAN_EVERY },
    }),
    toFigure({
      name: `checkIn.${devices}.late.p50`,
      value: late,
      unit: 'ms',
      floor: early,
      target: { of: 'ratio', atMost: 1.5 },
    }),
    toFigure({
      name: `checkIn.${devices}.heapPerDevice`,
      value: round(grown / devices / 1_000, 2),
      unit: 'kB',
    }),
  ];
}

function heapNow(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
