import type { Instant } from '../../../../src/core/time.ts';
import type { Lane } from '../../../../src/core/verdict/lane.ts';
import type { ReasonCode, WarningCode } from '../../../../src/core/verdict/reasons.ts';
import type { FixKind, Question } from '../../../../src/core/verdict/verdict.ts';
import type { World } from '../builders.ts';

/**
 * One row of the table: what is known, and what must be said. What a row leaves out must not be there: no `until`,
 * no fix, no question, no warning. `under`: the reasons that must be listed under the deciding one.
 */
export interface Situation {
  readonly name: string;
  readonly given: Partial<World>;
  readonly lane: Lane;
  readonly reason: ReasonCode;
  readonly under?: readonly ReasonCode[];
  readonly until?: Instant;
  readonly fix?: FixKind;
  readonly questions?: readonly Question[];
  readonly warnings?: readonly WarningCode[];
}
