import { enginePortSchema } from '../../contract/shell.ts';
import type { PortSource } from './engine-client.ts';

declare global {
  interface Window {
    /** What the preload script gives the page; see src/preload. */
    readonly bench: {
      connect(): void;
      shell(call: string, input: unknown): Promise<unknown>;
    };
  }
}

/** Ports that the shell posts into this page. It listens first and asks then: a port that comes earlier is lost. */
export function pagePorts(page: Window): PortSource {
  return {
    onPort(listener) {
      page.addEventListener('message', (event) => {
        if (event.source !== page) return;
        const about = enginePortSchema.safeParse(event.data);
        if (about.success) listener(about.data, event.ports[0]);
      });
    },
    connect: () => page.bench.connect(),
  };
}
