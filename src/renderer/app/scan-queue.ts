import type { ScanReply } from '../../contract/desk.ts';
import type { Answer, EngineClient } from './engine-client.ts';

/** `slot` is the port whose device the operator chose before scanning. */
export interface Scan {
  readonly text: string;
  readonly slot?: string | undefined;
}

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
  const run = async () => {
    if (isRunning || isHeld) return;
    isRunning = true;
    for (let scan = waiting[0]; scan !== undefined; scan = waiting[0]) {
      const answer = await engine.ask('desk.scan', scan);
      if (!answer.ok && answer.error.code === 'engineLost') break;
      become(waiting.slice(1));
      if (answer.ok) outlets.onReply(answer.value);
      else outlets.onFailure(answer);
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
