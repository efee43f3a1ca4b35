import { z } from 'zod';
import { cleanText } from '../core/identifiers/clean-text.ts';

/** Every way in which a call can fail that is not a bug; words stand under `failure.<code>`. */
export const failureCodeSchema = z.enum([
  'badInput',
  'unknownCall',
  'notAllowed',
  'engineLost',
  'diskFull',
  'folderReadOnly',
  'ledgerFromOtherVersion',
  'ledgerBroken',
  'noOperator',
  'factsTooOld',
  'notOffered',
  'serialDiffers',
  'nothingToUndo',
  'unknownDevice',
  'sandboxOnly',
  'settingsManaged',
  'notConnected',
  'signedOut',
  'cloudRefused',
  'cloudUnreachable',
  'cloudBusy',
  'approvalNeeded',
  'permissionMissing',
  'secretMissing',
  'fileUnreadable',
  'fileNotSaved',
  'fileNotText',
  'fileTooLarge',
  'fileNotRead',
  'listTooLong',
  'listWithoutSerials',
  'settingsNotKept',
  'secretNotRemoved',
  'formerSecretNotRemoved',
  'unknownSession',
  'sessionHandedOff',
  'unknownBox',
  'boxIsClosed',
  'notInSession',
  'photoRefused',
  'photoMissing',
  'unknownPreview',
  'printerUnreachable',
  'manifestUnreadable',
  'manifestWithoutSerials',
  'manifestTooLong',
  'unknownJob',
  'unknownWave',
  'waveUnderWay',
  'waveDone',
  'deadlineOutOfRange',
  'secondPersonNeeded',
  'switchedOff',
  'benchRunning',
  'unknownSlot',
  'slotOccupied',
  'deviceGone',
  'usbNotPermitted',
  'notOnThisPlatform',
  'deviceRefused',
  'bug',
]);
export type FailureCode = z.infer<typeof failureCodeSchema>;

/** `detail` is for the log and the details line; never a secret, never needed to understand the failure. */
export const failureSchema = z.object({
  code: failureCodeSchema,
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** One thing that may be asked: both parsers, and through them both types. */
export interface Call<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}
export type AnyCall = Call<z.ZodType, z.ZodType>;

export function call<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> {
  return { input, output };
}

export const nothing = z.object({});

/** A name that a person typed: without control and bidi characters, and not empty. */
export function typedName(longest: number) {
  return z.string().transform(cleanText).pipe(z.string().min(1).max(longest));
}

export const requestSchema = z.object({
  id: z.number().int().nonnegative(),
  call: z.string().max(64),
  input: z.unknown(),
});

/** What comes back over a port: the answer to a request, or news that nobody asked for. */
export const messageSchema = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: failureSchema }),
  z.object({ news: z.string(), value: z.unknown() }),
]);
export type Message = z.infer<typeof messageSchema>;
