import type { FromEngine, ToEngine } from '../contract/host.ts';
import type { SecretStore } from '../core/ports.ts';

type Answer = Extract<ToEngine, { kind: 'secret' }>;

/** The secrets that the main process keeps, asked for by message. `answered` takes its answers. */
export interface SecretsOfMain extends SecretStore {
  answered(answer: Answer): void;
}

export function createSecretsOfMain(tellMain: (question: FromEngine) => void): SecretsOfMain {
  const open = new Map<number, (value: string | undefined) => void>();
  let lastId = 0;

  function ask(question: (id: number) => FromEngine): Promise<string | undefined> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      open.set(id, resolve);
      tellMain(question(id));
    });
  }
  return {
    read: (name) => ask((id) => ({ kind: 'readSecret', id, name })),
    async write(name, value) {
      await ask((id) => ({ kind: 'writeSecret', id, name, value }));
    },
    async remove(name) {
      await ask((id) => ({ kind: 'removeSecret', id, name }));
    },
    answered({ id, value }) {
      open.get(id)?.(value);
      open.delete(id);
    },
  };
}
