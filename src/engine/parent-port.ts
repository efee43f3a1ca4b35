/** One end of a channel as Electron's utility process gives it; named here because the engine imports no Electron. */
export interface MessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  /** Nothing is delivered before this. */
  start(): void;
}

/** The way to the main process. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly MessagePort[] }) => void,
  ): unknown;
}

/** Exists only inside a utility process (electronjs.org, `process.parentPort`). */
export function parentPortOf(process: object): ParentPort {
  return (process as { readonly parentPort: ParentPort }).parentPort;
}
