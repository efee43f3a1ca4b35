import { requestSchema, type Failure } from '../contract/protocol.ts';
import type { EnginePort, Served } from './serve.ts';

/** Stands in for an engine that could not open its files: every call gets the reason. */
export function refuseAll(port: EnginePort, error: Failure): Served {
  return {
    receive(message) {
      const request = requestSchema.safeParse(message);
      if (request.success) port.postMessage({ id: request.data.id, ok: false, error });
      return Promise.resolve();
    },
    stop: () => undefined,
  };
}
