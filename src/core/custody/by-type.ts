import type { CustodyEvent, HappeningType } from './event.ts';

/** An answer for some types of events; each is asked with an event of its own type. */
export type ByType<Answer> = {
  readonly [Type in HappeningType]?: (event: Extract<CustodyEvent, { type: Type }>) => Answer;
};

/** What the table says of this event; undefined when its type is not in the table. */
export function answerByType<Answer>(
  table: ByType<Answer>,
  event: CustodyEvent,
): Answer | undefined {
  // The compiler cannot see that the entry belongs to the very event whose type was the key.
  const answer = table[event.type] as ((event: CustodyEvent) => Answer) | undefined;
  return answer?.(event);
}
