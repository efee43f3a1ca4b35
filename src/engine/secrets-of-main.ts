import type { FromEngine, ToEngine } from '../contract/host.ts';
import type { SecretStore } from '../core/ports.ts';

type Answer = Extract<ToEngine, { kind: 'secret' }>;

/**
 * The secrets that the main process keeps, asked for by message. `answered` takes its answers. What main cannot read,
 * keep or remove rejects, without the secret in the error.
 */
export interface SecretsOfMain extends SecretStore {
  answered(answer: Answer): void;
}

export function createSecretsOfMain(tellMain: (question: FromEngine) => void): SecretsOfMain {
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;

  function ask(question: (id: number) => FromEngine): Promise<Answer> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      open.set(id, resolve);
      tellMain(question(id));
    });
  }
  return {
    async read(name) {
      const answer = await ask((id) => ({ kind: 'readSecret', id, name }));
      if (answer.isRefused) throw new Error(`the secret ${name} cannot be read`);
      return answer.value;
    },
    async write(name, value) {
      const answer = await ask((id) => ({ kind: 'writeSecret', id, name, value }));
      if (answer.isRefused) throw new Error(`the secret ${name} cannot be kept`);
    },
    async remove(name) {
      const answer = await ask((id) => ({ kind: 'removeSecret', id, name }));
      if (answer.isRefused) throw new Error(`the secret ${name} cannot be removed`);
    },
    answered(answer) {
      open.get(answer.id)?.(answer);
      open.delete(answer.id);
    },
  };
}
