import { z } from 'zod';
import { MINUTE } from '../time.ts';

/** What the rest of the campaign costs at Apple, at best. Times are milliseconds of quota, whoever uses it. */
export const quotaForecastSchema = z.object({
  toMove: z.number().int(),
  /** Changes that are sent for them, and how long these are spread over. */
  changes: z.number().int(),
  moveFor: z.number().int(),
  toAsk: z.number().int(),
  /** Questions about single devices (lock, release), and how long they take when nobody else asks. */
  questions: z.number().int(),
  askFor: z.number().int(),
});
export type QuotaForecast = z.infer<typeof quotaForecastSchema>;

/** docs/protocol/apple-business.md#limits: 20 GETs a minute, 10 POSTs an hour, for each organization. */
const QUESTIONS_PER_MINUTE = 20;
const BETWEEN_CHANGES = 6 * MINUTE;
const DEVICES_PER_CHANGE = 1_000;

export interface QuotaDemand {
  /** Not at their target yet, and not through to Intune yet. */
  readonly toMove: number;
  readonly toAsk: number;
  /** Questions that a reset asks about one device: its lock, and, if policy wants it, its release and migration. */
  readonly perDevice: number;
  readonly organizations: number;
}

export function quotaForecast(demand: QuotaDemand): QuotaForecast {
  const { toMove, toAsk, perDevice } = demand;
  const organizations = Math.max(1, demand.organizations);
  const changes = Math.ceil(toMove / DEVICES_PER_CHANGE);
  const questions = toAsk * perDevice;
  return {
    toMove,
    changes,
    moveFor: Math.max(0, Math.ceil(changes / organizations) - 1) * BETWEEN_CHANGES,
    toAsk,
    questions,
    askFor: Math.ceil((questions / organizations / QUESTIONS_PER_MINUTE) * MINUTE),
  };
}
