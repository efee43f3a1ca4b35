import { z } from 'zod';
import { setAsideCauseSchema } from '../core/custody/set-aside.ts';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { REASON_CODES } from '../core/verdict/reasons.ts';
import { MOST_SERIALS, queuedSchema } from './campaign.ts';
import { call, nothing, typedName } from './protocol.ts';

/**
 * Why somebody should look again; words stand under `setAside.look.<code>`. `causeGone`: its verdict would be another
 * now. `askAgain`: what set it aside is nothing that lists renew, and was read over a day ago. `waitedLong`: it lies
 * there for two weeks.
 */
export const SECOND_LOOKS = ['causeGone', 'askAgain', 'waitedLong'] as const;

const asideLineSchema = z.object({
  serial: serialNumberSchema,
  family: deviceFamilySchema,
  model: z.string(),
  since: instantSchema,
  cause: setAsideCauseSchema,
  /** The reason of the verdict for which it was set aside. */
  reason: z.enum(REASON_CODES).optional(),
  owner: z.string(),
  note: z.string().optional(),
  /** What its verdict would be in the line, on what is known. */
  now: z.object({ lane: laneSchema, reason: z.enum(REASON_CODES) }),
  secondLook: z.enum(SECOND_LOOKS).nullable(),
});
export type AsideLine = z.infer<typeof asideLineSchema>;

const serials = z.array(serialNumberSchema).min(1).max(MOST_SERIALS);
const note = z.string().max(500).transform(cleanText).optional();

export const setAsideCalls = {
  /** Those who need a second look first, then the oldest first. */
  'setAside.list': call(nothing, z.array(asideLineSchema)),
  /**
   * Takes each out of the line, or gives it another owner, cause or note. `verdict`: for the reason of its verdict now;
   * refused (`notOffered`) for a device whose verdict is no STOP.
   */
  'setAside.put': call(
    z.object({
      serials,
      cause: setAsideCauseSchema,
      owner: typedName(64),
      note,
    }),
    queuedSchema,
  ),
  /** Back into the line; refused (`notSetAside`) for a device that is in it. */
  'setAside.end': call(z.object({ serials, note }), queuedSchema),
  /** Asks both clouds about a few devices anew, so that the list is right about them. */
  'setAside.lookAgain': call(
    z.object({ serials: z.array(serialNumberSchema).min(1).max(20) }),
    z.array(asideLineSchema),
  ),
};
