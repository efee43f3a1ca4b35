import type { Card } from '../../../contract/desk.ts';
import type { DeviceFactKind, DeviceFacts } from '../../../core/facts/device-facts.ts';
import type { FactSource } from '../../../core/facts/fact.ts';
import type { Instant } from '../../../core/time.ts';
import type { Language } from '../../../core/words/words.ts';
import type { Say } from '../../app/language.tsx';
import { absoluteTime } from '../../ui/time-text.ts';

export interface FactLine {
  readonly kind: DeviceFactKind;
  readonly value: string;
  readonly source?: FactSource;
  readonly observedAt?: Instant;
}

/** What has been kept from every card: in the order of the gates, missing knowledge included. */
const KINDS = [
  'hardware',
  'enrollments',
  'deviceCheck',
  'membership',
  'assignment',
  'contradiction',
  'identities',
  'lock',
] as const satisfies readonly DeviceFactKind[];

type Tell = {
  readonly say: Say;
  readonly time: (at: Instant) => string;
  /** What people call the thing of this id. */
  readonly name: (id: string) => string;
};
type Values = { readonly [Kind in DeviceFactKind]: NonNullable<DeviceFacts[Kind]>['value'] };

/** The facts of a card as words. A contradiction shows only while there is one. */
export function factLines(
  { facts, names }: Card,
  say: Say,
  language: Language,
): readonly FactLine[] {
  const time = (at: Instant) => absoluteTime(language, at);
  const tell: Tell = { say, time, name: (id) => names[id] ?? id };
  return KINDS.filter((kind) => kind !== 'contradiction' || facts.contradiction).map((kind) => {
    const fact = facts[kind];
    if (!fact) return { kind, value: say('ui.facts.missing') };
    const words = WORDS[kind] as (value: Values[DeviceFactKind], tell: Tell) => string; // kind picks both
    return {
      kind,
      value: words(fact.value, tell),
      source: fact.source,
      observedAt: fact.observedAt,
    };
  });
}

const WORDS: { readonly [Kind in DeviceFactKind]: (value: Values[Kind], tell: Tell) => string } = {
  hardware: (value) =>
    [value.model, value.productType, value.partNumber].filter(Boolean).join(' · '),
  membership: (value, { say, name }) =>
    value.state === 'member' ? name(value.organizationId) : say('ui.facts.absent'),
  assignment: (value, { say, time, name }) =>
    [
      value.serviceId === null ? say('ui.facts.noService') : name(value.serviceId),
      value.assignedAt !== undefined && say('ui.facts.since', { time: time(value.assignedAt) }),
    ]
      .filter(Boolean)
      .join(', '),
  deviceCheck: (value, { say, time }) =>
    [
      value.releasedAt === null
        ? say('ui.facts.notReleased')
        : say('ui.facts.released', { time: time(value.releasedAt) }),
      value.migrationStatus && say('ui.facts.migration', { status: value.migrationStatus }),
    ]
      .filter(Boolean)
      .join(', '),
  lock: (value, { say }) => say(`ui.facts.lockIs.${value.state}`),
  identities: (value, { say, time, name }) => {
    const rows = value.filter(({ isDeleted }) => !isDeleted);
    const texts = rows.map(({ profileId, profileAssignedAt }) =>
      profileId === null || profileAssignedAt === null
        ? say('ui.facts.noProfile')
        : say('ui.facts.profile', { profile: name(profileId), time: time(profileAssignedAt) }),
    );
    return texts.join('; ') || say('ui.facts.none');
  },
  enrollments: (value, { say, time }) =>
    value
      .map(({ profileName, managementState, enrolledAt }) =>
        [
          profileName ?? say('ui.facts.noProfile'),
          managementState,
          enrolledAt !== null && time(enrolledAt),
        ]
          .filter(Boolean)
          .join(', '),
      )
      .join('; ') || say('ui.facts.none'),
  contradiction: (value) => value.answers.join(' ≠ '),
};
