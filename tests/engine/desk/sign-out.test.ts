import { expect, it } from 'vitest';
import { anEngine, stories } from './an-engine.ts';

it('whoever was signed out puts a name to nothing more, and it is on record', async () => {
  const bench = await anEngine();
  await bench.ask('desk.signIn', { operator: 'Mira' });
  await bench.ask('desk.signOut', {});
  await bench.ask('desk.scan', { text: stories.readyMac });
  const { cases } = await bench.ask('devices.timeline', { serial: stories.readyMac });
  expect(new Set(cases[0]?.events.map(({ operator }) => operator))).toEqual(new Set(['nobody']));
  expect((await bench.ask('status.read', {})).operator).toBeNull();
  const handOver = await bench.reply('desk.handOver', { serial: stories.readyMac });
  expect(handOver).toMatchObject({ error: { code: 'noOperator' } });
});

it('a sign-out of nobody writes nothing', async () => {
  const bench = await anEngine();
  const before = await bench.ask('ledger.verify', {});
  await bench.ask('desk.signOut', {});
  expect((await bench.ask('ledger.verify', {})).events).toBe(before.events);
});
