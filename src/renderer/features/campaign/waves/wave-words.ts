import type { Wave, WaveTroubleView } from '../../../../contract/waves.ts';
import { RESET_CAUSES } from '../../../../core/campaign/triage.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time.ts';
import { refusalText } from '../../../../core/words/refusal-text.ts';
import type { Say } from '../../../app/language.tsx';

/** Why a device needs a reset, or what is in its way. */
export function causeText(say: Say, reason: string): string {
  const cause = RESET_CAUSES.find((each) => each === reason);
  return cause ? say(`ui.waves.cause.${cause}`) : refusalText(say, reason);
}

/** Minutes up to two hours, hours up to two days, then days; never less than it takes. */
export function lengthText(say: Say, time: number): string {
  if (time < 2 * HOUR) return say('ui.waves.time.minutes', { count: Math.ceil(time / MINUTE) });
  if (time < 2 * DAY) return say('ui.waves.time.hours', { count: Math.ceil(time / HOUR) });
  return say('ui.waves.time.days', { count: Math.ceil(time / DAY) });
}

export function nameOfWave(say: Say, { number, name }: Pick<Wave, 'number' | 'name'>): string {
  return name === '' ? say('ui.waves.name', { number }) : say('ui.waves.nameOf', { number, name });
}

/** What is wrong and what to do, for all devices of the trouble alike. */
export function troubleText(say: Say, { kind, reason }: WaveTroubleView): string {
  switch (kind) {
    case 'refused':
      return refusalText(say, reason);
    case 'failed':
      return say('ui.waves.trouble.failed', { failure: reason, failureNext: reason });
    case 'cancelled':
    case 'cutOff':
      return say(`ui.waves.trouble.${kind}`);
  }
}
