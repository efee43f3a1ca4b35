import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Card } from '../../../../src/contract/desk.ts';
import { success } from '../../../../src/core/result.ts';
import { aScanLine } from '../../builders.ts';
import { createFakeEngine, type FakeEngine } from '../../fake-engine.ts';

/** The band that carries the word. */
export const verdict = () => screen.getByTestId('verdict');

/** An engine that knows one device and answers each scan of its serial with this card. */
export function engineWith(card: Card): FakeEngine {
  return createFakeEngine({
    'desk.scan': ({ text }) => {
      if (text !== card.serial) return success({ outcome: 'refused', line: aScanLine(text) });
      return success({ outcome: 'device', line: aScanLine(text, card.verdict.lane), card });
    },
    'desk.card': () => success(card),
  });
}

/** A scanner that types this and ends with Enter, wherever the focus is. */
export async function scan(text: string): Promise<void> {
  await userEvent.setup({ delay: null }).keyboard(`${text}{Enter}`);
}
