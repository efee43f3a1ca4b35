import type { FromEngine, ToEngine } from '../contract/host.ts';
import type { SecretStore } from '../core/ports.ts';
import { log } from './log.ts';

export type SecretQuestion = Exclude<FromEngine, { kind: 'pong' | 'openBrowser' }>;

/**
 * What the engine is told. It always is, also of a disk that refuses: it must not wait for ever, nor take for kept
 * what holds for this run only.
 */
export async function answerSecret(
  secrets: SecretStore,
  question: SecretQuestion,
): Promise<ToEngine> {
  const { id, name } = question;
  try {
    const value = await ask(secrets, question);
    return value === undefined ? { kind: 'secret', id } : { kind: 'secret', id, value };
  } catch (error) {
    // The code alone: who knows what else the message of a key store holds.
    log(`${question.kind} of ${name} failed: ${codeOf(error)}`);
    return { kind: 'secret', id, isRefused: true };
  }
}

async function ask(secrets: SecretStore, question: SecretQuestion): Promise<string | undefined> {
  switch (question.kind) {
    case 'readSecret':
      return secrets.read(question.name);
    case 'writeSecret':
      await secrets.write(question.name, question.value);
      return undefined;
    case 'removeSecret':
      await secrets.remove(question.name);
      return undefined;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
