import { z } from 'zod';

/** The eight answers a bench can get. Each has a word, a shape, a hue and a sound, so that no one sense is needed. */
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
