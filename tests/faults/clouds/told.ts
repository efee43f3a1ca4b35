import { expect } from 'vitest';
import type { Card } from '../../../src/contract/desk.ts';
import type { CauseCode } from '../../../src/core/setup/checks.ts';
import de from '../../../src/core/words/de.json' with { type: 'json' };
import en from '../../../src/core/words/en.json' with { type: 'json' };
import type { Answer, CloudFailure } from '../../../src/engine/clouds/http/cloud-failure.ts';
import { causeOfFailure } from '../../../src/engine/connections/cause-of-failure.ts';

/** The cause that a person is told, once it is sure that both languages have its text and a next step. */
export function toldAs(failure: CloudFailure, cloud: 'apple' | 'microsoft' = 'apple'): CauseCode {
  const { code } = causeOfFailure(failure, cloud);
  for (const words of [en, de]) {
    const { text, next } = words.cause[code];
    expect(text).not.toBe('');
    expect(next).not.toBe('');
  }
  return code;
}

export function failureOf(
  answer: Answer<unknown> | { ok: true } | { ok: false; error: CloudFailure },
): CloudFailure {
  if (answer.ok) throw new Error('This should have failed.');
  return answer.error;
}

/** The reason that decides, once it is sure that it is no `clear` and that both languages say what to do. */
export function reasonOf({ verdict }: Card): string {
  expect(verdict.lane).not.toBe('clear');
  const code = verdict.reasons[0]?.code;
  if (code === undefined) throw new Error('A verdict has a reason.');
  for (const words of [en, de]) {
    const { text, next } = words.reason[code];
    expect(text).not.toBe('');
    expect(next).not.toBe('');
  }
  return code;
}
