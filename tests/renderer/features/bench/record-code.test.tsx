// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecordCheck } from '../../../../src/contract/desk.ts';
import { success } from '../../../../src/core/result.ts';
import { aScanLine, serialOf } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { scan } from './bench-support.ts';

const serial = serialOf('C39XK2PQJG5H');

describe('the scanned code of a reset record', () => {
  it.each([
    ['matches', 'RECORD MATCHES', 'done', 'accepted'],
    ['differs', 'RECORD DIFFERS', 'stop', 'notSerial'],
    ['notHere', 'OTHER LEDGER', 'unknown', 'notSerial'],
  ] as const)(
    'that %s has a word, a lane and a sound of its own',
    async (answer, word, lane, sound) => {
      const { sounds } = await scanned(answer);
      const band = screen.getByTestId('verdict');
      expect(band.textContent).toContain(word);
      expect(band.dataset['lane']).toBe(lane);
      expect(band.textContent).toContain('JG5H');
      expect(sounds.at(-1)).toBe(sound);
    },
  );

  it('says in a sentence which record it is and where it stands, and so does a screen reader', async () => {
    await scanned('matches');
    const sentence =
      'This is the reset record of C39XK2PQJG5H, event 57 of this ledger: it matches.';
    expect(screen.getAllByText(sentence)).toHaveLength(2);
  });

  it('offers the device that it names', async () => {
    await scanned('differs');
    expect(screen.getByRole('button', { name: /JG5H/ })).toBeTruthy();
  });
});

async function scanned(answer: RecordCheck['answer']) {
  const code = {
    input: 'RB1:C39XK2PQJG5H:…',
    kind: 'resetRecord' as const,
    value: '',
    candidates: [],
  };
  const engine = createFakeEngine({
    'desk.scan': () =>
      success({
        outcome: 'unresolved',
        line: aScanLine('RB1', undefined, { code }),
        record: { serial, sequence: 57, answer },
      }),
  });
  const shown = await showApp({ engine });
  await scan('RB1');
  return shown;
}
