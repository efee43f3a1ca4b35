import { z } from 'zod';
import type { Enrollment } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Instant } from '../../../core/time.ts';
import { instant, parsed, textOrEmpty } from '../http/lenient.ts';
import { readEnrollment } from './shapes.ts';

/** Something that Intune was told to do with a device. Names and states are kept as they come. */
export interface DeviceAction {
  /** `factoryReset` or `wipe` for a wipe: no document says which (docs/protocol/intune.md#managed-devices). */
  readonly name: string;
  /** none, pending, canceled, active, done, failed, notSupported. */
  readonly state: string;
  /** On the cloud's clock. */
  readonly startedAt: Instant | null;
  readonly updatedAt: Instant | null;
}

export interface ManagedDevice {
  readonly serial: SerialNumber;
  readonly enrollment: Enrollment;
  readonly actions: readonly DeviceAction[];
}

const actionSchema = z.object({
  actionName: textOrEmpty,
  actionState: textOrEmpty,
  startDateTime: instant,
  lastUpdatedDateTime: instant,
});
const actionsSchema = z.object({ deviceActionResults: z.array(z.unknown()).nullish().catch(null) });

/** The row of one device; without a serial of ours it cannot be read. */
export const managedDeviceSchema = z.unknown().transform((row, context): ManagedDevice => {
  const found = readEnrollment(row);
  if (!found) {
    context.addIssue({ code: 'custom', message: 'no Apple device' });
    return z.NEVER;
  }
  return { ...found, actions: actionsOf(row) };
});

function actionsOf(row: unknown): readonly DeviceAction[] {
  const results = parsed(actionsSchema, row)?.deviceActionResults ?? [];
  return results.flatMap((result) => {
    const action = parsed(actionSchema, result);
    if (!action) return [];
    const { actionName: name, actionState: state } = action;
    return { name, state, startedAt: action.startDateTime, updatedAt: action.lastUpdatedDateTime };
  });
}
