import type { Failure } from '../contract/protocol.ts';
import type { Engine, Reply } from './engine.ts';
import { LedgerFault } from './ledger/ledger-failure.ts';

/** The one engine of a process, or why there is none. */
export interface EngineHolder {
  /**
   * The engine once it is composed. When that was refused, a later call has it composed anew: a full disk may
   * have room again. All who ask meanwhile wait for the same one.
   */
  get(): Promise<Reply<Engine>>;
  /** Closes the engine if there is one; none is composed any more. */
  close(): Promise<void>;
}

/** So that a window that asks for many things at once does not open the files for each of them. */
const RETRY_AFTER = 2_000;

/** Composes at once. A throw of `compose` that is no LedgerFault is a bug and goes on to whoever asks. */
export function createEngineHolder(
  compose: () => Promise<Reply<Engine>>,
  now: () => number = () => performance.now(),
): EngineHolder {
  let refusedAt: number | undefined;
  let isClosed = false;
  let composed = composeOnce();

  async function composeOnce(): Promise<Reply<Engine>> {
    refusedAt = undefined;
    const engine = await compose().catch(refusalOf);
    if (!engine.ok) refusedAt = now();
    return engine;
  }
  return {
    get() {
      const isDue = refusedAt !== undefined && now() - refusedAt >= RETRY_AFTER;
      if (isDue && !isClosed) composed = composeOnce();
      return composed;
    },
    async close() {
      isClosed = true;
      const engine = await composed;
      if (engine.ok) await engine.value.close();
    },
  };
}

function refusalOf(error: unknown): { readonly ok: false; readonly error: Failure } {
  if (error instanceof LedgerFault) return { ok: false, error: error.failure };
  throw error;
}
