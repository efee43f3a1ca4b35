import type { DeviceFactKind, DeviceFacts } from '../../core/facts/device-facts.ts';
import type { TenantFactKind, TenantFacts } from '../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';

export type FactOf<Kind extends DeviceFactKind> = NonNullable<DeviceFacts[Kind]>;
export type TenantFactOf<Kind extends TenantFactKind> = NonNullable<TenantFacts[Kind]>;

/** One fact on its way into the mirror. */
export type FactRow = {
  readonly [Kind in DeviceFactKind]: {
    readonly serial: SerialNumber;
    readonly kind: Kind;
    readonly fact: FactOf<Kind>;
  };
}[DeviceFactKind];

/** What a row of the fact tables looks like in SQLite. */
export interface StoredFact {
  readonly kind: string;
  readonly value: string;
  readonly source: string;
  readonly observed_at: number;
}

/** The plain shape that the schemas of core/facts parse; `undefined` for text that is not JSON. */
export function revive(stored: StoredFact): unknown {
  try {
    const value: unknown = JSON.parse(stored.value);
    return { value, source: stored.source, observedAt: stored.observed_at };
  } catch {
    return undefined;
  }
}
