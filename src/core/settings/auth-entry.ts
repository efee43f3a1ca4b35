import { z } from 'zod';
import type { MicrosoftAuth } from '../connections.ts';

const KINDS = ['delegated', 'browser', 'deviceCode', 'token', 'application'] as const;

export interface Auth {
  readonly how: MicrosoftAuth;
  readonly file?: {
    readonly key: 'certificateFile' | 'secretFile';
    readonly name: string;
  };
}

const fileName = z.string().trim().min(1).optional();

/** Who signs in at Microsoft: one word, or an object where the bench itself does, with a file. */
export const authEntry = z.preprocess(
  (raw) => (typeof raw === 'string' ? { kind: raw } : raw),
  z
    .strictObject({
      kind: z.enum(KINDS),
      certificateFile: fileName,
      secretFile: fileName,
    })
    .superRefine(({ kind, certificateFile, secretFile }, context) => {
      const files = [certificateFile, secretFile].filter((file) => file !== undefined);
      const wanted = kind === 'application' ? 1 : 0;
      if (files.length === wanted) return;
      const problem = wanted === 1 ? 'oneFile' : 'noFile';
      context.addIssue({ code: 'custom', params: { problem } });
    })
    .transform(({ kind, certificateFile, secretFile }): Auth => {
      if (kind !== 'application') return { how: WITHOUT_FILE[kind] };
      const isCertificate = certificateFile !== undefined;
      const key = isCertificate ? 'certificateFile' : 'secretFile';
      const credential = isCertificate ? 'certificate' : 'secret';
      return {
        how: { kind: 'application', credential },
        file: { key, name: certificateFile ?? secretFile ?? '' },
      };
    })
    .prefault({ kind: 'delegated' }),
);

/** Where these settings are used there may be no browser: a person types a code wherever there is one. */
const WITHOUT_FILE: Readonly<
  Record<Exclude<(typeof KINDS)[number], 'application'>, MicrosoftAuth>
> = {
  delegated: { kind: 'delegated', flow: 'deviceCode' },
  deviceCode: { kind: 'delegated', flow: 'deviceCode' },
  browser: { kind: 'delegated', flow: 'browser' },
  token: { kind: 'givenToken' },
};
