// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { success } from '../../../../src/core/result.ts';
import { aCard, serialOf } from '../../builders.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { choices, fleet, timeline } from '../../preview/scenery.ts';
import { showApp } from '../../render-app.tsx';

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 640 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1_000 });

function aStory() {
  const told = timeline();
  const [newest] = told.cases;
  const [first] = newest?.events ?? [];
  if (!newest || !first) throw new Error('no story');
  const { id: _, type: __, data: ___, ...about } = first;
  const events: typeof newest.events = [
    {
      ...about,
      id: 'e8',
      type: 'checkedIn',
      data: { sessionId: 's1', boxId: 'b1', outcome: 'new', kind: 'serial', text: 'X' },
    },
    {
      ...about,
      id: 'e9',
      type: 'resetRecorded',
      data: { level: 'attested', cloudAt: about.at, raw: { ActivationState: 'Unactivated' } },
    },
  ];
  const handOff = { handedBy: 'Mira', takenBy: 'Otto', at: about.at };
  const delivery = { sessionId: 's1', name: 'Tuesday', boxes: { b1: 'BOX 1' }, handOff };
  return { ...told, cases: [{ ...newest, events }], deliveries: [delivery] };
}

it('a story says how well a reset is proven, with the raw answers folded, and where it was', async () => {
  const engine = createFakeEngine({
    'devices.window': (input) => success(fleet(input)),
    'devices.choices': () => success(choices()),
    'devices.timeline': () => success(aStory()),
    'desk.card': ({ serial }) => success(aCard('lockedByUser', { serial: serialOf(serial) })),
  });
  await showApp({ engine, start: { view: 'devices' } });
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(10));
  await userEvent.click(screen.getAllByRole('row')[2] ?? document.body);
  const story = await screen.findByRole('region', { name: 'What happened' });
  expect(story.textContent).toContain('BOX 1 – Tuesday');
  expect(story.textContent).toContain('Mira handed the delivery to Otto.');
  const answer = screen.getByText('Unactivated');
  expect(answer.closest('details')?.open).toBe(false);
}, 30_000);
