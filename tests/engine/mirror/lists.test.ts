import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, type Instant } from '../../../src/core/time.ts';
import { nextTurn } from '../../../src/engine/in-turns.ts';
import type { ListedRow, ListId } from '../../../src/engine/mirror/list-table.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { serialOf } from '../../bench/fleet.ts';
import {
  aFact,
  anAssignment,
  anIdentity,
  aSerial,
  someHardware,
  START,
  temporaryMirror,
} from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');
const other = aSerial('DMPZT0AAKXYZ');
const A: ListId = { kind: 'service', account: 'org', id: 'A' };
const T: ListId = { kind: 'identities', account: '', id: 'T' };
const U: ListId = { kind: 'identities', account: '', id: 'U' };
const DEVICES: ListId = { kind: 'devices', account: 'org', id: '' };

/** At a time when what the tests read was read already. */
async function openMirror() {
  const opened = temporaryMirror();
  await opened.clock.advance(3 * HOUR);
  return opened;
}

/** One whole pass through a list, asked for at that moment. */
async function list(mirror: Mirror, id: ListId, at: Instant, rows: readonly ListedRow[]) {
  const pass = mirror.lists.begin(id);
  mirror.lists.take(id, pass, rows);
  mirror.lists.complete(id, pass, at);
  await mirror.lists.settle();
}

const on = (observedAt: Instant, who = serial): ListedRow => ({
  serial: who,
  value: {},
  observedAt,
});
const known = (observedAt: Instant, status = 'ASSIGNED'): ListedRow => ({
  serial,
  value: { hardware: someHardware(), status },
  observedAt,
});
const identified = (observedAt: Instant, tokenId: string): ListedRow => ({
  serial,
  value: [anIdentity({ tokenId, id: `${tokenId} row` })],
  observedAt,
});

describe('a pass', () => {
  it('that never came to its end leaves no trace', async () => {
    const { mirror } = await openMirror();
    await list(mirror, A, START, [on(START)]);
    const abandoned = mirror.lists.begin(A);
    mirror.lists.take(A, abandoned, [{ serial: other, value: {}, observedAt: START + HOUR }]);
    expect(mirror.fact(other, 'assignment')).toBeUndefined();
    await list(mirror, A, START + 2 * HOUR, [on(START + 2 * HOUR)]);
    expect(mirror.fact(other, 'assignment')).toBeUndefined();
    expect(mirror.fact(serial, 'assignment')?.observedAt).toBe(START + 2 * HOUR);
  });

  it('renews the age of what stayed the same at once', async () => {
    const { mirror } = await openMirror();
    await list(mirror, A, START, [on(START)]);
    mirror.lists.take(A, mirror.lists.begin(A), [on(START + HOUR)]);
    expect(mirror.fact(serial, 'assignment')?.observedAt).toBe(START + HOUR);
  });

  it('of another one, begun since, takes no more rows', async () => {
    const { mirror } = await openMirror();
    const first = mirror.lists.begin(A);
    mirror.lists.begin(A);
    expect(mirror.lists.take(A, first, [on(START)])).toBe(false);
  });

  it('says so when the disk refuses its rows', async () => {
    const { mirror, file } = await openMirror();
    const pass = mirror.lists.begin(A);
    const holding = new DatabaseSync(file);
    holding.exec('BEGIN IMMEDIATE');
    expect(mirror.lists.take(A, pass, [on(START)])).toBe(false);
    holding.exec('ROLLBACK');
    holding.close();
    expect(mirror.lists.take(A, pass, [on(START)])).toBe(true);
  });

  it('shows the very first rows of Apple as they come: there is nothing they could contradict', async () => {
    const { mirror } = await openMirror();
    mirror.lists.take(DEVICES, mirror.lists.begin(DEVICES), [known(START)]);
    expect(mirror.fact(serial, 'membership')?.value.state).toBe('member');
    expect(mirror.count()).toBe(1);
  });

  it('is seen whole or not at all by a reader in any turn', async () => {
    const { mirror } = await openMirror();
    const serials = Array.from({ length: 1_000 }, (_, number) => serialOf(number, 7));
    const rows = (profileId: string, observedAt: Instant) =>
      serials.map((each) => ({
        serial: each,
        value: [anIdentity({ tokenId: 'T', profileId })],
        observedAt,
      }));
    await list(mirror, T, START, rows('old', START));
    const pass = mirror.lists.begin(T);
    const seen = new Set<string>();
    const look = () =>
      seen.add(
        [
          ...new Set(serials.map((each) => mirror.fact(each, 'identities')?.value[0]?.profileId)),
        ].join(),
      );
    const fresh = rows('new', START + 1);
    for (let at = 0; at < fresh.length; at += 250) {
      mirror.lists.take(T, pass, fresh.slice(at, at + 250));
      look();
    }
    mirror.lists.complete(T, pass, START + 1);
    const settling = mirror.lists.settle();
    look();
    await nextTurn();
    look();
    await settling;
    expect([...seen]).toEqual(['old', 'new']);
  });

  it('that was complete when the engine died is settled by the next one', async () => {
    const { mirror, file, clock } = await openMirror();
    await list(mirror, T, START, [identified(START, 'T')]);
    const pass = mirror.lists.begin(T);
    mirror.lists.complete(T, pass, START + 1);
    mirror.close();
    const again = createMirror({ file, clock });
    expect(again.fact(serial, 'identities')).toBeUndefined();
    expect(again.tally()[0]?.tokenId).toBe('T');
    await again.lists.settle();
    expect(again.tally()[0]?.tokenId).toBeNull();
    again.close();
  });
});

describe('what was asked of one device', () => {
  it('is taken back by a list that was read to its end later and does not name it', async () => {
    const { mirror } = await openMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('A'), START, 'appleDevice'));
    await list(mirror, A, START + HOUR, [on(START + HOUR, other)]);
    await list(mirror, DEVICES, START + HOUR, []);
    expect(mirror.fact(serial, 'assignment')).toBeUndefined();
    expect(mirror.tally().find(({ serviceId }) => serviceId === undefined)?.count).toBe(1);
  });

  it('is not taken back by a list that may lag behind it', async () => {
    const { mirror } = await openMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('A'), START, 'appleActivity'));
    await list(mirror, A, START + MINUTE, []);
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('A');
  });

  it('that it is on no service gives way to a list that calls it assigned', async () => {
    const { mirror } = await openMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment(null), START, 'appleDevice'));
    await list(mirror, DEVICES, START + HOUR, [known(START + HOUR)]);
    expect(mirror.fact(serial, 'assignment')).toBeUndefined();
  });

  it('that it is on a service is disputed by a list that calls it unassigned', async () => {
    const { mirror } = await openMirror();
    await list(mirror, A, START, [on(START)]);
    mirror.put(serial, 'assignment', aFact(anAssignment('A'), START + 1, 'appleDevice'));
    await list(mirror, DEVICES, START + HOUR, [known(START + HOUR, 'UNASSIGNED')]);
    expect(mirror.fact(serial, 'assignment')).toBeUndefined();
  });

  it('that Intune has never heard of it stays what it is', async () => {
    const { mirror } = await openMirror();
    await list(mirror, T, START, []);
    const none = aFact([], START + HOUR, 'intuneDevice');
    mirror.put(serial, 'identities', none);
    expect(mirror.fact(serial, 'identities')).toEqual(none);
  });

  it('by a clock that ran ahead gives way to what a list says', async () => {
    const { mirror } = await openMirror();
    mirror.put(serial, 'assignment', aFact(anAssignment('B'), START + 12 * HOUR, 'appleDevice'));
    await list(mirror, A, START, [on(START)]);
    expect(mirror.fact(serial, 'assignment')?.value.serviceId).toBe('A');
  });
});

describe('identities under several tokens', () => {
  it('are as old as the list that was read first', async () => {
    const { mirror } = await openMirror();
    await list(mirror, T, START, [identified(START + 1, 'T')]);
    await list(mirror, U, START + 5, [identified(START + 6, 'U')]);
    const fact = mirror.fact(serial, 'identities');
    expect(fact?.value.map(({ tokenId }) => tokenId)).toEqual(['T', 'U']);
    expect(fact?.observedAt).toBe(START + 1);
  });

  it('are not known before the list of every token was read to its end', async () => {
    const { mirror } = await openMirror();
    mirror.lists.keepOnly('identities', '', ['T', 'U']);
    await list(mirror, T, START, [identified(START, 'T')]);
    expect(mirror.fact(serial, 'identities')).toBeUndefined();
    await list(mirror, U, START + 1, []);
    expect(mirror.fact(serial, 'identities')?.value).toHaveLength(1);
    expect(mirror.tally()[0]?.tokenId).toBe('T');
  });

  it('go with a token that is gone', async () => {
    const { mirror } = await openMirror();
    await list(mirror, T, START, [identified(START, 'T')]);
    await list(mirror, U, START, [identified(START, 'U')]);
    mirror.lists.keepOnly('identities', '', ['U']);
    await mirror.lists.settle();
    expect(mirror.fact(serial, 'identities')?.value.map(({ tokenId }) => tokenId)).toEqual(['U']);
    expect(mirror.tally()[0]?.tokenId).toBe('U');
  });

  it('take from a newer answer for the serial what their lists are older than', async () => {
    const { mirror } = await openMirror();
    await list(mirror, T, START, [identified(START, 'T')]);
    await list(mirror, U, START, []);
    const answer = [
      anIdentity({ tokenId: 'T', id: 'asked T' }),
      anIdentity({ tokenId: 'U', id: 'asked U' }),
    ];
    mirror.put(serial, 'identities', aFact(answer, START + 10, 'intuneDevice'));
    await list(mirror, T, START + 20, [identified(START + 21, 'T')]);
    const fact = mirror.fact(serial, 'identities');
    expect(fact?.value.map(({ id }) => id).toSorted()).toEqual(['T row', 'asked U']);
    expect(fact?.observedAt).toBe(START + 10);
  });
});

describe('a mirror of other accounts', () => {
  it('is emptied, and a mirror of the same ones is not', async () => {
    const { mirror, file, clock } = await openMirror();
    mirror.belongsTo(['ours']).put(serial, 'hardware', aFact(someHardware()));
    expect(mirror.belongsTo(['ours']).count()).toBe(1);
    mirror.close();
    const again = createMirror({ file, clock });
    expect(again.belongsTo(['ours']).count()).toBe(1);
    const { count, device, readProgress } = again.belongsTo(['theirs']);
    expect([count(), device(serial), readProgress('listing')]).toEqual([0, { serial }, undefined]);
    expect(again.belongsTo(['ours']).count()).toBe(0);
    again.close();
  });

  it('stays when another account joins, but no longer denies a device what that account may have', async () => {
    const { mirror } = await openMirror();
    const first = mirror.belongsTo(['ours']);
    first.put(serial, 'hardware', aFact(someHardware()));
    first.put(serial, 'membership', aFact({ state: 'absent' }));
    const both = mirror.belongsTo(['ours', 'another']);
    expect(both.fact(serial, 'hardware')?.value).toEqual(someHardware());
    expect(both.fact(serial, 'membership')).toBeUndefined();
    expect(mirror.belongsTo(['another']).count()).toBe(0);
  });

  it('is emptied when nobody said whose it was', async () => {
    const { mirror } = await openMirror();
    mirror.put(serial, 'hardware', aFact(someHardware()));
    expect(mirror.belongsTo(['ours']).count()).toBe(0);
  });

  it('takes nothing more from whoever still asks the old ones', async () => {
    const { mirror } = await openMirror();
    const ours = mirror.belongsTo(['ours']);
    const pass = ours.lists.begin(A);
    const theirs = mirror.belongsTo(['theirs']);
    ours.put(serial, 'hardware', aFact(someHardware()));
    ours.putTenant('tokens', aFact([]));
    expect(ours.lists.take(A, pass, [on(START)])).toBe(false);
    expect([theirs.count(), theirs.tenant()]).toEqual([0, {}]);
  });

  it('lives in memory when the file refuses to be emptied', async () => {
    const { mirror, file } = await openMirror();
    mirror.put(serial, 'hardware', aFact(someHardware()));
    const holding = new DatabaseSync(file);
    holding.exec('BEGIN IMMEDIATE');
    expect(mirror.belongsTo(['theirs']).count()).toBe(0);
    expect(mirror.trouble()).toBe('volatile');
    holding.exec('ROLLBACK');
    holding.close();
  });
});
