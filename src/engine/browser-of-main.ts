import type { FromEngine, ToEngine } from '../contract/host.ts';
import type { OpenBrowser } from '../core/ports.ts';

type Answer = Extract<ToEngine, { kind: 'browser' }>;

/** The browser of the person, opened by the main process on request. `answered` takes its answers. */
export interface BrowserOfMain {
  readonly open: OpenBrowser;
  answered(answer: Answer): void;
}

export function createBrowserOfMain(tellMain: (question: FromEngine) => void): BrowserOfMain {
  const waiting = new Map<number, (isOpen: boolean) => void>();
  let lastId = 0;
  return {
    open(url) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        tellMain({ kind: 'openBrowser', id, url });
      });
    },
    answered({ id, isOpen }) {
      waiting.get(id)?.(isOpen);
      waiting.delete(id);
    },
  };
}
