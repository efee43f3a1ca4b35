import { expect, it } from 'vitest';
import { anEngine, stories } from '../desk/an-engine.ts';

it('the story of a device names its delivery, its box, and to whom both were handed', async () => {
  const bench = await anEngine();
  await bench.ask('desk.signIn', { operator: 'Mira' });
  const { sessionId } = await bench.ask('checkIn.open', { name: 'Tuesday' });
  await bench.ask('checkIn.openBox', { sessionId, name: 'BOX 1' });
  await bench.ask('checkIn.scan', { sessionId, text: stories.readyPad });
  await bench.ask('checkIn.handOff', { sessionId, takenBy: 'Otto' });
  const { deliveries, cases } = await bench.ask('devices.timeline', { serial: stories.readyPad });
  expect(deliveries).toMatchObject([{ name: 'Tuesday', handOff: { takenBy: 'Otto' } }]);
  expect(Object.values(deliveries[0]?.boxes ?? {})).toEqual(['BOX 1']);
  expect(cases[0]?.events.map(({ type }) => type)).toContain('checkedIn');
}, 60_000);
