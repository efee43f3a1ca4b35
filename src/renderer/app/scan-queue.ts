import type { CheckInReply } from '../../contract/check-in.ts';
import type { ScanReply } from '../../contract/desk.ts';
import type { Answer, EngineClient } from './engine-client.ts';

/** `slot` is the port whose device the operator chose before scanning. */
export interface BenchScan {
  readonly text: string;
  readonly slot?: string | undefined;
}
/** A scan of a check-in; by its `key` the engine knows it again when it is asked twice. */
export interface CheckInScan {
  readonly text: string;
  readonly sessionId: string;
  readonly key: string;
}
type Scan = BenchScan | CheckInScan;

export interface ScanQueue {
  /** Takes a scan; it is asked of the engine in order, and again after the engine was lost. */
  add(scan: Scan): void;
  /** Keeps scans back until the window has taken up with the engine where it was. */
  hold(): void;
  resume(): void;
}

interface Outlets {
  onUnsaved(texts: readonly string[]): void;
  onReply(reply: ScanReply): void;
  /** The next scan waits for what this one begins: the box that it opens is the next one's. */
  onCheckIn(reply: CheckInReply, sessionId: string): Promise<void>;
  onFailure(answer: Exclude<Answer<'desk.scan'>, { ok: true }>): void;
}

/** Scans one after the other, so that their replies come in order. A scan leaves only with an answer. */
export function createScanQueue(engine: EngineClient, outlets: Outlets): ScanQueue {
  let waiting: readonly Scan[] = [];
  let isRunning = false;
  let isHeld = false;
  const become = (next: readonly Scan[]) => {
    waiting = next;
    outlets.onUnsaved(next.map(({ text }) => text));
  };
  const onTaken = () => become(waiting.slice(1));
  const run = async () => {
    if (isRunning || isHeld) return;
    isRunning = true;
    for (let scan = waiting[0]; scan !== undefined; scan = waiting[0]) {
      const isTaken = await ask(scan, engine, { ...outlets, onTaken });
      if (!isTaken) break;
    }
    isRunning = false;
  };
  return {
    add(scan) {
      become([...waiting, scan]);
      void run();
    },
    hold() {
      isHeld = true;
    },
    resume() {
      isHeld = false;
      void run();
    },
  };
}

/** False when the engine was lost: then the scan stays where it is. */
async function ask(
  scan: Scan,
  engine: EngineClient,
  { onTaken, onReply, onCheckIn, onFailure }: Outlets & { onTaken(): void },
): Promise<boolean> {
  const sessionId = 'sessionId' in scan ? scan.sessionId : '';
  const answer =
    'sessionId' in scan
      ? await engine.ask('checkIn.scan', scan)
      : await engine.ask('desk.scan', scan);
  if (!answer.ok && answer.error.code === 'engineLost') return false;
  onTaken();
  if (!answer.ok) onFailure(answer);
  else if ('tally' in answer.value) await onCheckIn(answer.value, sessionId);
  else onReply(answer.value);
  return true;
}
