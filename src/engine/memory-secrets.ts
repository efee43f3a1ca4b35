import type { SecretStore } from '../core/ports.ts';

/** Secrets that hold for this run only, on top of those that were there before it (`given`). */
export function createMemorySecrets(given: Readonly<Record<string, string>> = {}): SecretStore {
  const kept = new Map(Object.entries(given));
  return {
    read: (name) => Promise.resolve(kept.get(name)),
    write: (name, value) => {
      kept.set(name, value);
      return Promise.resolve();
    },
    remove: (name) => {
      kept.delete(name);
      return Promise.resolve();
    },
  };
}

/** What is found nowhere else is looked for in `given`: the practice keys of a simulated world. */
export function withGivenSecrets(
  secrets: SecretStore,
  given: Readonly<Record<string, string>>,
): SecretStore {
  return { ...secrets, read: async (name) => (await secrets.read(name)) ?? given[name] };
}
