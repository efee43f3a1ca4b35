// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { showApp } from '../../render-app.tsx';
import { scan } from '../bench/bench-support.ts';
import { anArrival, aReply, checkInEngine, FIRST, start } from './check-in-support.ts';

const announced = (role: 'status' | 'alert') =>
  screen.getAllByRole(role).find(({ className }) => className === 'visually-hidden');

it('each outcome is said by one and the same place, which a screen reader listens to', async () => {
  const second = aReply('notSerial', { line: { eventId: 'event-2', serial: undefined } });
  await openWith([aReply('new'), second]);
  const place = announced('status');
  await scan(FIRST);
  expect(place?.textContent).toContain(`CHECKED IN. ${FIRST}`);
  await scan('BAD');
  expect(place?.textContent).toContain('NO SERIAL');
  expect(announced('status')).toBe(place);
});

it('a device in the wrong box interrupts what is being said', async () => {
  const arrival = anArrival({ row: { serial: FIRST, box: 'BOX 4' }, isWrongBox: true });
  await openWith([aReply('new', { arrival })]);
  await scan(FIRST);
  expect(announced('alert')?.textContent).toBe(`WRONG BOX. ${FIRST}. Belongs in BOX 4`);
  expect(announced('status')?.textContent).toBe('');
});

async function openWith(replies: Parameters<typeof checkInEngine>[0]): Promise<void> {
  await showApp({ engine: checkInEngine(replies), start });
  await userEvent.click(await screen.findByRole('button', { name: /^Pallets of Munich/ }));
  await screen.findByTestId('outcome');
  await act(() => Promise.resolve());
}
