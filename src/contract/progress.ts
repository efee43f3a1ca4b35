import { z } from 'zod';
import { daySchema } from '../core/campaign/day.ts';
import { forecastSchema } from '../core/campaign/forecast.ts';
import { quotaForecastSchema } from '../core/campaign/quota-forecast.ts';
import { throughputLineSchema } from '../core/campaign/throughput.ts';
import { call, nothing } from './protocol.ts';

const burnDownDaySchema = z.object({
  day: daySchema,
  total: z.number().int(),
  /** Devices that are not through the last step. */
  left: z.number().int(),
  /** `dated`: worked out later, from the dates of Intune, with the fleet as it was then. */
  source: z.enum(['counted', 'dated']),
});

export const progressSchema = z.object({
  today: daySchema,
  /** Oldest first, the last ninety days at most; today is the last one. Empty before both clouds were listed. */
  burnDown: z.array(burnDownDaySchema),
  forecast: forecastSchema,
  /** What was done at this bench, of the last ninety days. */
  throughput: z.array(throughputLineSchema),
  quota: quotaForecastSchema,
});
export type Progress = z.infer<typeof progressSchema>;

export const progressCalls = {
  /** How fast the campaign goes, and when it may be done. Asks no cloud. */
  'progress.read': call(nothing, progressSchema),
};
