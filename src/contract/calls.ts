import type { z } from 'zod';
import { benchCalls, benchNews } from './bench.ts';
import { campaignCalls, campaignNews } from './campaign.ts';
import { chaseCalls } from './chase.ts';
import { checkInCalls } from './check-in.ts';
import { connectionsCalls, connectionsNews } from './connections.ts';
import { deskCalls, deskNews } from './desk.ts';
import { devicesCalls } from './devices.ts';
import { documentsCalls } from './documents.ts';
import { progressCalls } from './progress.ts';
import { sandboxCalls } from './sandbox.ts';
import { setAsideCalls } from './set-aside.ts';
import { statusCalls, statusNews } from './status.ts';
import { wavesCalls } from './waves.ts';

/** Everything the engine answers: the table of contents of the app. */
export const engineCalls = {
  ...deskCalls,
  ...checkInCalls,
  ...benchCalls,
  ...devicesCalls,
  ...documentsCalls,
  ...statusCalls,
  ...connectionsCalls,
  ...campaignCalls,
  ...setAsideCalls,
  ...progressCalls,
  ...chaseCalls,
  ...wavesCalls,
  ...sandboxCalls,
};
export type EngineCalls = typeof engineCalls;
export type EngineCallName = keyof EngineCalls;
export type InputOf<Name extends EngineCallName> = z.infer<EngineCalls[Name]['input']>;
export type OutputOf<Name extends EngineCallName> = z.infer<EngineCalls[Name]['output']>;

/** Everything the engine tells unasked. */
export const engineNews = {
  ...deskNews,
  ...benchNews,
  ...statusNews,
  ...connectionsNews,
  ...campaignNews,
};
export type EngineNews = typeof engineNews;
export type NewsName = keyof EngineNews;
export type NewsOf<Name extends NewsName> = z.infer<EngineNews[Name]>;
