import type { Instant } from '../../core/time.ts';
import type { CaseView } from '../../core/verdict/case-view.ts';
import { ORDER_VALID } from '../documents/order-file.ts';

/** A reset was ordered that may still be carried out: another order could erase the device a second time. */
export function hasStandingOrder({ order }: CaseView, now: Instant): boolean {
  return order !== undefined && Math.abs(now - order.at) < ORDER_VALID;
}
