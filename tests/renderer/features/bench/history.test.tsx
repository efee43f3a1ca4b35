// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCard, SERIAL } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { engineWith, scan } from './bench-support.ts';

describe('the history', () => {
  it('shows each scan on a line, newest first, and teaches when it is empty', async () => {
    const { engine } = await showApp({ engine: engineWith(aCard('allGatesHold')) });
    const history = screen.getByRole('region', { name: 'Last scans' });
    expect(history.textContent).toContain('No scans yet');
    await scan(SERIAL);
    await scan('nonsense');
    const lines = within(history).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringContaining('unknown code'),
      expect.stringContaining('RESET NOW'),
    ]);
    expect(engine.calls.filter(({ name }) => name === 'desk.scan')).toHaveLength(2);
  });

  it('carries the word that is true now', async () => {
    const { engine } = await showApp({ engine: engineWith(aCard('lockAsking')) });
    await scan(SERIAL);
    act(() => engine.tell('desk.cardChanged', aCard('lockedByUser', { revision: 9 })));
    expect(screen.getByRole('region', { name: 'Last scans' }).textContent).toContain('STOP');
  });
});
