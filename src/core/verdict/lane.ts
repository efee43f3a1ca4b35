import { z } from 'zod';

/** The eight answers a bench can get. Word, shape, hue and sound of each: design.md §3. */
export const laneSchema = z.enum([
  'clear',
  'start',
  'wait',
  'fix',
  'stop',
  'migrate',
  'done',
  'unknown',
]);
export type Lane = z.infer<typeof laneSchema>;
