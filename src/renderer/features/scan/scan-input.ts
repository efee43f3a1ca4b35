import type { AppStore } from '../../app/store.ts';
import { assemble, silenceEndsAt, type ScanInput } from './scan-assembly.ts';

/** Feeds the assembly in the store and hands finished codes on; rings itself when a burst ends in silence. */
export function createScanInput(
  store: AppStore,
  onCode: (code: string) => void,
): (input: ScanInput) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const feed = (input: ScanInput) => {
    const { assembly, codes } = assemble(store.getState().assembly, input);
    store.setState({ assembly });
    clearTimeout(timer);
    const endsAt = silenceEndsAt(assembly);
    if (endsAt !== undefined) {
      const wait = Math.max(0, endsAt - performance.now());
      timer = setTimeout(() => feed({ kind: 'silence', at: performance.now() }), wait + 1);
    }
    for (const code of codes) onCode(code);
  };
  return feed;
}
