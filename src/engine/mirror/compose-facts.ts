import { z } from 'zod';
import {
  type DeviceFacts,
  enrollmentSchema,
  identitySchema,
  type Identity,
  type Membership,
} from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Instant } from '../../core/time.ts';
import { composeAssignment } from './compose-assignment.ts';
import type { FactOf } from './fact-row.ts';
import type { ListKind, Said } from './list-table.ts';
import { isRefuted, listedAs, listedDeviceSchema, newest } from './listed-facts.ts';

/** What was asked for the serial, what lists say of it, and the last moment that is not in the future. */
interface Sources {
  readonly asked: Omit<DeviceFacts, 'serial'>;
  readonly said: readonly Said[];
  readonly latest: Instant;
}

/** The facts that lists speak of, and the lists that do. */
export const SPOKEN_OF = {
  hardware: ['devices'],
  membership: ['devices'],
  assignment: ['service', 'devices'],
  identities: ['identities'],
  enrollments: ['enrollments'],
} as const satisfies Record<string, readonly ListKind[]>;
export type SpokenKind = keyof typeof SPOKEN_OF;

/** Per fact what was read last, whether it was asked for or listed; undefined is missing knowledge. */
export const compose: {
  readonly [Kind in SpokenKind]: (sources: Sources) => FactOf<Kind> | undefined;
} = {
  hardware: ({ asked, said, latest }) => {
    const listed = said.flatMap((list) =>
      listedAs(list, listedDeviceSchema, ({ hardware }) => hardware),
    );
    return newest([asked.hardware, ...listed], latest);
  },
  membership: ({ asked, said, latest }) => {
    const listed = said.flatMap((list) =>
      listedAs(list, listedDeviceSchema, (): Membership => ({
        state: 'member',
        organizationId: list.account,
      })),
    );
    return newest([asked.membership, ...listed], latest);
  },
  assignment: ({ asked, ...lists }) => composeAssignment({ asked: asked.assignment, ...lists }),
  identities: composeIdentities,
  enrollments: ({ asked: { enrollments: asked }, said: [list], latest }) => {
    if (!list || list.startedAt === null) return asked;
    const [listed] = listedAs(list, z.array(enrollmentSchema), (rows) => rows);
    if (listed) return newest([asked, listed], latest);
    return isRefuted(asked, list, latest) ? undefined : asked;
  },
};

/**
 * One token's list says what it has of a serial, and, read to its end, that it has nothing. The fact is as old as
 * the oldest of its parts. While the list of some token was never complete, lists say nothing: the rows under one
 * token do not tell whether there are others.
 */
function composeIdentities({ asked, said, latest }: Sources): Fact<Identity[]> | undefined {
  const own = asked.identities;
  if (said.length === 0 || said.some(({ startedAt }) => startedAt === null)) return own;
  const parts = said.map((list) => ({ id: list.id, fact: partOf(own, list, latest) }));
  if (own && parts.every(({ fact }) => fact === own)) return own;
  const listed = parts.filter(({ fact }) => fact !== own);
  const isListed = (tokenId: string) => listed.some(({ id }) => id === tokenId);
  const isOwnUsed = listed.length < parts.length;
  const kept = isOwnUsed ? (own?.value.filter(({ tokenId }) => !isListed(tokenId)) ?? []) : [];
  const value = [...kept, ...listed.flatMap(({ fact }) => fact.value)];
  if (value.length === 0 && !isOwnUsed) return undefined;
  const observedAt = Math.min(...parts.map(({ fact }) => fact.observedAt));
  return { value, source: 'intuneList', observedAt };
}

/** Whichever was read later, of one token. */
function partOf(own: Fact<Identity[]> | undefined, list: Said, latest: Instant): Fact<Identity[]> {
  const [listed] = listedAs(list, z.array(identitySchema), (rows) => rows);
  const said = listed ?? {
    value: [],
    source: 'intuneList' as const,
    observedAt: list.startedAt ?? 0,
  };
  return newest([own, said], latest) ?? said;
}
