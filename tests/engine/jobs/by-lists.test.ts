import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/facts/device-facts.ts';
import type { Fact, FactSource } from '../../../src/core/facts/fact.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { JobState } from '../../../src/core/jobs/job.ts';
import { failure, success } from '../../../src/core/result.ts';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Answer, Page } from '../../../src/engine/clouds/http/cloud-failure.ts';
import { readByLists } from '../../../src/engine/jobs/by-lists.ts';
import type { AppleWork, JobMirror } from '../../../src/engine/jobs/clouds.ts';
import { jobSchema, type Job } from '../../../src/engine/jobs/job.ts';
import { theTarget } from './a-bench.ts';
import { aSerial, START, unreachable } from './cloud-world.ts';

type Known = Fact<Assignment>;

function serialsOf(count: number, first = 0): SerialNumber[] {
  return Array.from({ length: count }, (_, number) =>
    aSerial(`F2LTEST${String(first + number).padStart(5, '0')}`),
  );
}

function known(
  serviceId: string | null,
  source: FactSource = 'appleList',
  observedAt = START - 30 * MINUTE,
): Known {
  return { value: { organizationId: 'org', serviceId }, source, observedAt };
}

/** Apple's lists in pages of ten, and a mirror that knows where each serial was. */
function aSearch(now: ReadonlyMap<SerialNumber, string | null>, before: Map<SerialNumber, Known>) {
  const pages: string[] = [];
  const world = { isOnline: true };
  const page = <Row>(name: string, rows: readonly Row[], cursor = '0'): Answer<Page<Row>> => {
    pages.push(name);
    if (!world.isOnline) return failure(unreachable);
    const start = Number(cursor);
    const next = start + 10 < rows.length ? { next: String(start + 10) } : {};
    const value = { rows: rows.slice(start, start + 10), ...next };
    return success({ value, cloudAt: START + 7, askedAt: START, answeredAt: START + SECOND });
  };
  const apple: Pick<AppleWork, 'organizationId' | 'listServiceDevices' | 'listDevices'> = {
    organizationId: 'org',
    listServiceDevices: (id, cursor) => {
      const rows = [...now].flatMap(([serial, serviceId]) => (serviceId === id ? [serial] : []));
      return Promise.resolve(page(id, rows, cursor));
    },
    listDevices: (cursor) => {
      const hardware = { family: 'iPhone', model: '', imei: [], meid: [] } as const;
      const rows = [...now].map(([serial, serviceId]) => ({
        serial,
        hardware: { ...hardware, imei: [], meid: [] },
        status: serviceId === null ? 'UNASSIGNED' : 'ASSIGNED',
      }));
      return Promise.resolve(page('devices', rows, cursor));
    },
  };
  const mirror: Pick<JobMirror, 'device' | 'putAll' | 'count'> = {
    device: (serial) => ({ serial, ...present(before.get(serial)) }),
    putAll: (rows) => {
      for (const row of rows) if (row.kind === 'assignment') before.set(row.serial, row.fact);
    },
    count: () => now.size,
  };
  // Only what the search uses of both.
  const reach = { apple: [apple as AppleWork], mirror: mirror as JobMirror };
  const read = (state: JobState, tries = 0) => {
    const serials = [...before.keys()];
    return readByLists(reach, aJob(state, tries), { serials, target: theTarget() });
  };
  return { read, pages, before, world };
}

function present(assignment: Known | undefined) {
  return assignment ? { assignment } : {};
}

function aJob(state: JobState, tries: number): Job {
  const times = { queuedAt: START, since: START, nextAt: START, askedAt: 0 };
  return jobSchema.parse({
    ...times,
    id: 'job',
    kind: 'reassign',
    targetId: 'intune',
    state,
    members: [],
    calls: 0,
    tries,
  });
}

function all<T>(serials: readonly SerialNumber[], value: T): Map<SerialNumber, T> {
  return new Map(serials.map((serial) => [serial, value]));
}

describe('before a POST', () => {
  it('reads a large group from the list of the service it was on, as old as its page', async () => {
    const serials = serialsOf(12);
    const search = aSearch(all(serials, 'old'), all(serials, known('old')));
    expect(await search.read('queued')).toEqual([]);
    expect(search.pages).toEqual(['old', 'old']);
    expect(search.before.get(serials[0] ?? aSerial('F2LTESTA0001'))).toEqual(
      known('old', 'appleList', START),
    );
  });

  it('leaves to single questions who is neither where it was nor on the target', async () => {
    const serials = serialsOf(12);
    const now = new Map<SerialNumber, string | null>(all(serials, 'old'));
    const [gone] = serials;
    if (gone) now.set(gone, 'foreign');
    const search = aSearch(now, all(serials, known('old')));
    expect(await search.read('queued')).toEqual([gone]);
    expect(gone && search.before.get(gone)).toEqual(known('old'));
  });

  it('sees who has come to the target meanwhile', async () => {
    const serials = serialsOf(10);
    const search = aSearch(all(serials, 'new'), all(serials, known('old')));
    expect(await search.read('queued')).toEqual([]);
    expect(search.pages).toEqual(['old', 'new']);
    expect([...search.before.values()].map(({ value }) => value.serviceId)).toContain('new');
  });

  it('takes the word UNASSIGNED of the device list for none, and ASSIGNED for nothing', async () => {
    const [one, ...rest] = serialsOf(10);
    const now = new Map<SerialNumber, string | null>(all(rest, null));
    if (one) now.set(one, 'foreign');
    const search = aSearch(now, all(one ? [one, ...rest] : rest, known(null)));
    expect(await search.read('queued')).toEqual([one]);
    expect(search.pages).toEqual(['devices']);
  });

  it('asks a few one by one', async () => {
    const serials = serialsOf(3);
    const search = aSearch(all(serials, 'old'), all(serials, known('old')));
    expect(await search.read('queued')).toEqual(serials);
    expect(search.pages).toEqual([]);
  });

  it('gives a long list up when it has cost as much as asking for each that is left', async () => {
    const serials = serialsOf(4);
    const others = all(serialsOf(100, 500), 'old');
    const now = new Map<SerialNumber, string | null>([...others, ...all(serials, 'old')]);
    const search = aSearch(now, all(serials, known('old')));
    expect(await search.read('queued')).toEqual(serials);
    expect(search.pages.filter((name) => name === 'old')).toHaveLength(4);
  });

  it('does not believe a list that contradicts an answer of a moment ago', async () => {
    const serials = serialsOf(5);
    const fresh = known('foreign', 'appleDevice', START - 30 * SECOND);
    const before = all(serials, known('old'));
    const [odd] = serials;
    if (odd) before.set(odd, fresh);
    const search = aSearch(all(serials, 'old'), before);
    expect(await search.read('queued')).toEqual([odd]);
    expect(odd && search.before.get(odd)).toEqual(fresh);
  });

  it('leaves all to single questions when the list does not come', async () => {
    const serials = serialsOf(12);
    const search = aSearch(all(serials, 'old'), all(serials, known('old')));
    search.world.isOnline = false;
    expect(await search.read('queued')).toEqual(serials);
  });
});

describe('as a proof', () => {
  it('only the list of the target counts, and who is not on it yet is not asked for', async () => {
    const serials = serialsOf(12);
    const now = new Map<SerialNumber, string | null>(all(serials, 'new'));
    const [late] = serials;
    if (late) now.set(late, 'old');
    const search = aSearch(now, all(serials, known('old', 'appleDevice', START - SECOND)));
    expect(await search.read('finished')).toEqual([]);
    expect(search.pages).toEqual(['new', 'new']);
    expect(late && search.before.get(late)?.value.serviceId).toBe('old');
    expect(search.before.get(serials[1] ?? aSerial('F2LTESTA0001'))?.value.serviceId).toBe('new');
  });

  it('asks each one at the last', async () => {
    const serials = serialsOf(12);
    const search = aSearch(all(serials, 'old'), all(serials, known('old')));
    expect(await search.read('finished', 6)).toEqual(serials);
    expect(search.pages).toEqual([]);
  });
});

it('after a lost reply the target is looked at first', async () => {
  const serials = serialsOf(12);
  const search = aSearch(all(serials, 'new'), all(serials, known('old')));
  expect(await search.read('submitted')).toEqual([]);
  expect(search.pages).toEqual(['new', 'new']);
});
