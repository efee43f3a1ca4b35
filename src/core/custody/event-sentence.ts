import type { JobKind } from '../jobs/job.ts';
import { say, type Language, type Parameters } from '../words/words.ts';
import { answerByType, type ByType } from './by-type.ts';
import type { CustodyEvent } from './event.ts';

/** Kinds of work whose failure has a sentence of its own. */
const OWN_FAILURE: readonly JobKind[] = ['migrate', 'changeDeadline', 'cancelMigration', 'wipe'];

/** Which sentence says more than the general one of its type. */
const VARIANTS: ByType<string | undefined> = {
  caseOpened: ({ data }) => (data.origin === 'scan' ? undefined : data.origin),
  codeScanned: ({ data }) => (data.kind === 'bypassCode' ? data.kind : undefined),
  deviceRead: ({ data }) => data.by,
  intentStated: ({ data }) => (data.keepsData ? 'keepsData' : 'erasesData'),
  fixRequested: ({ data }) => data.fix,
  deviceReturned: ({ data }) => (data.isInSetupAssistant ? 'atSetupAssistant' : undefined),
  resetOrdered: ({ data }) => data.by,
  workFailed: ({ data }) => (OWN_FAILURE.includes(data.kind) ? data.kind : undefined),
  resetRecorded: ({ data }) => data.level,
  operatorChanged: ({ data }) => (data.operator === 'nobody' ? 'signedOut' : undefined),
  checkedIn: ({ data }) => (data.outcome === 'new' ? undefined : data.outcome),
  photoTaken: ({ data }) => (data.note === undefined ? undefined : 'noted'),
  enrolled: ({ data }) => (data.profileName === null ? 'withoutProfile' : undefined),
};

/**
 * What happened, in one sentence for the timeline. `slotName` gives a port the name that the operator knows;
 * times in the sentence are on the clock they were read on.
 */
export function eventSentence(
  language: Language,
  event: CustodyEvent,
  slotName: (port: string) => string = (port) => port,
): string {
  const variant = answerByType(VARIANTS, event);
  const path = variant ? `event.variant.${event.type}.${variant}` : `event.${event.type}`;
  return say(language, path, parametersOf(language, event, slotName));
}

function parametersOf(
  language: Language,
  event: CustodyEvent,
  slotName: (port: string) => string,
): Parameters {
  const { data } = event;
  const known = Object.entries(data).filter(([, value]) => isWord(value));
  return {
    operator: event.operator,
    ...Object.fromEntries(known),
    ...('slot' in data && data.slot !== undefined && { slot: slotName(data.slot) }),
    // A deadline lies days ahead: the time of day alone would say too little.
    ...('cloudDeadlineAt' in data && { cloudDeadlineOn: data.cloudDeadlineAt }),
    ...('cause' in data && { setAsideCause: data.cause }),
    ...('condition' in data && { condition: say(language, `condition.${data.condition}`) }),
    ...('lane' in data && { lane: say(language, `lane.${data.lane}.word`) }),
  };
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
