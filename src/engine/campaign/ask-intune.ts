import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Desk } from '../desk/desk.ts';

/** Two questions for each token share a `$batch` of twenty: so many devices fill some. */
const ASKED_TOGETHER = 40;

/**
 * Whether devices are in use in Intune already: its lists say nothing of one that it has never had, and that costs no
 * quota of Apple's.
 */
export async function askIntune(
  { revalidation }: Pick<Desk, 'revalidation'>,
  serials: readonly SerialNumber[],
): Promise<void> {
  for (let from = 0; from < serials.length; from += ASKED_TOGETHER) {
    const some = serials.slice(from, from + ASKED_TOGETHER);
    await Promise.all(some.map((each) => revalidation.ask(each, ['enrollments'], 'background')));
  }
}
