import type { Mux } from '../../../lockdown-client/index.ts';
import { isTemporary } from '../asking/pair-for-a-moment.ts';

/**
 * The daemon as a visitor sees it, who looks beside a bench. A pairing that is made for a moment is the bench's: in
 * use by it just now, or for it to take back. A visitor knows nothing of such records, and writes none.
 */
export function visitingMux(mux: Mux): Mux {
  const refuse = () => Promise.resolve({ ok: false, error: { code: 'notPermitted' } } as const);
  return {
    ...mux,
    async readPairRecord(udid, signal) {
      const kept = await mux.readPairRecord(udid, signal);
      return kept.ok && kept.value && isTemporary(kept.value)
        ? { ok: true, value: undefined }
        : kept;
    },
    savePairRecord: refuse,
    deletePairRecord: refuse,
  };
}
