import type { Slots } from '../../contract/bench.ts';
import { isOffItsSlot } from './card-lease.ts';
import type { Desk } from './desk.ts';
import type { EngineClient } from './engine-client.ts';
import { helpAfterNews } from './help.ts';
import { scansAfterNews, slotsAfterNews } from './stage.ts';
import type { AppStore } from './store.ts';

interface Parts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly desk: Desk;
}

/** Keeps the store at what the engine says, and takes up where the window was when a new engine has come. */
export function followEngine(parts: Parts): () => void {
  const { desk, engine, store } = parts;
  const stops = [
    engine.onNews('desk.cardChanged', (card) => {
      store.setState(({ scans }) => ({ scans: scansAfterNews(scans, card) }));
      desk.cards.hear(card);
    }),
    engine.onNews('bench.slotsChanged', (slots) => takeSlots(parts, slots)),
    engine.onNews('bench.deviceRead', (reading) => void desk.hearReading(reading)),
    engine.onNews('status.changed', (value) => {
      store.setState({ status: { value, receivedAt: Date.now() } });
    }),
    engine.onConnection((connection) => {
      const wasLost = store.getState().connection.kind === 'lost';
      const isBack = wasLost && connection.kind === 'connected';
      store.setState({ connection, ...(isBack && { restartedAt: Date.now() }) });
      desk.holdScans();
      if (connection.kind === 'connected') void takeUp(parts).finally(desk.resumeScans);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Everything on screen is asked anew: the new engine has read it back from disk. */
async function takeUp(parts: Parts): Promise<void> {
  const { desk, engine, store } = parts;
  const operator = store.getState().status?.value.operator;
  // The person at the bench is still the same; the engine knows nobody yet.
  if (operator) await engine.ask('desk.signIn', { operator });
  const { stage } = store.getState();
  const [status, slots, scans, card] = await Promise.all([
    engine.ask('status.read', {}),
    engine.ask('bench.slots', {}),
    engine.ask('desk.recentScans', {}),
    stage.kind === 'card' ? engine.ask('desk.card', { serial: stage.card.serial }) : undefined,
  ]);
  if (status.ok) store.setState({ status: { value: status.value, receivedAt: Date.now() } });
  // An engine without its files says why to whatever it is asked; an engine that was lost says so elsewhere.
  else if (status.error.code !== 'engineLost') store.setState({ trouble: status.error });
  if (slots.ok) takeSlots(parts, slots.value);
  if (scans.ok) store.setState({ scans: scans.value.slice(0, 10) });
  if (card?.ok) desk.cards.renew(card.value);
  await desk.checkIn.renew();
}

function takeSlots({ desk, store }: Parts, news: Slots): void {
  store.setState(({ slots, help }) => ({
    slots: slotsAfterNews(slots, news),
    help: helpAfterNews(help, news),
  }));
  const { stage } = store.getState();
  if (stage.kind === 'card' && isOffItsSlot(stage.card, news)) desk.cards.giveWay();
}
