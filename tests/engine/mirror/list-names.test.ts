import { describe, expect, it } from 'vitest';
import type { ListId } from '../../../src/engine/mirror/list-table.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { aSerial, START, temporaryMirror } from './temporary-mirror.ts';

const serial = aSerial('C02XK0AAJG5J');
const A: ListId = { kind: 'service', account: 'org', id: 'A' };

function listIn({ lists }: Mirror): void {
  const pass = lists.begin(A);
  lists.take(A, pass, [{ serial, value: {}, observedAt: START }]);
  lists.complete(A, pass, START);
}

describe('a list of another process', () => {
  it('is seen as soon as there is one, and no longer once it is dropped', () => {
    const { mirror, file, clock } = temporaryMirror();
    const beside = createMirror({ file, clock });
    const seen = () => mirror.fact(serial, 'assignment')?.value.serviceId;
    expect(seen()).toBeUndefined();
    listIn(beside);
    expect(seen()).toBe('A');
    beside.lists.drop(A);
    expect(seen()).toBeUndefined();
    beside.close();
  });
});
