import { z } from 'zod';
import { organizationSchema } from '../core/connections.ts';
import { labelSizeSchema, labelTemplateSchema } from '../core/labels/label.ts';
import { MOST_VIEWS, savedViewSchema } from './device-query.ts';
import { call, nothing } from './protocol.ts';

/** What electron-store keeps: never records, never secrets. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'de']),
  theme: z.enum(['system', 'light', 'dark']),
  volume: z.number().min(0).max(1),
  /** Minutes without a key or a scan after which nobody is signed in any more; 0: never, absent: the usual. */
  signOutAfter: z.number().int().min(0).max(480).optional(),
  /** The label printer of this bench: its paper, its dots to an inch, its address on the network if it has one; what labels of devices tell. */
  labels: z
    .object({
      size: labelSizeSchema,
      density: z.union([z.literal(203), z.literal(300)]),
      printer: z.string().max(255),
      template: labelTemplateSchema.optional(),
    })
    .optional(),
  /** The views of the Devices table that people at this bench have kept. */
  deviceViews: z.array(savedViewSchema).max(MOST_VIEWS).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const USUAL_SIGN_OUT = 30;

/** Beside the schema, not in it: `partial()` would put a default in place of every setting left out. */
export const defaultSettings: Settings = { language: 'system', theme: 'system', volume: 0.7 };

/** As small as Chromium can print, as long as a roll. */
const paperSchema = z.object({
  width: z.number().min(1).max(1_000),
  height: z.number().min(1).max(1_000),
});

/** Calls that only the Electron shell can answer. */
export const shellCalls = {
  /** `notice` is a word key to show once, for instance when a broken settings file was set aside. */
  'shell.settings': call(
    nothing,
    z.object({
      settings: settingsSchema,
      systemLanguage: z.string(),
      version: z.string(),
      keepsSecrets: z.boolean(),
      notice: z.enum(['settingsSetAside', 'folderReadOnly']).optional(),
    }),
  ),
  'shell.changeSettings': call(settingsSchema.partial(), settingsSchema),
  /** By a printer of this computer; `paper` in millimetres where it is not the usual one. */
  'shell.print': call(z.object({ paper: paperSchema.optional() }), nothing),
  'shell.openExternal': call(z.object({ url: z.url() }), nothing),
  /**
   * Lets the person choose a file and keeps its content as that secret: it never reaches the page. Null when nothing
   * was chosen. What is no key, certificate or token file is refused (`fileUnreadable`). What a
   * cloud is signed in with is a draft until its organization or tenant is kept.
   */
  'shell.chooseSecretFile': call(
    z.object({
      kind: z.enum(['appleKey', 'microsoftCertificate', 'tokenFile']),
      organizationId: organizationSchema.shape.id.optional(),
    }),
    z.object({ fileName: z.string().nullable() }),
  ),
  /** Takes what is in the clipboard as the application's secret, a draft too, and empties the clipboard. */
  'shell.takeSecretFromClipboard': call(nothing, z.object({ length: z.number().int() })),
  /**
   * The text of a file that the person chooses for it; both null when nothing was chosen. `fileNotText`,
   * `fileTooLarge` or `fileNotRead` where it gives none. What may be a key or a token file is none either.
   */
  'shell.openText': call(
    nothing,
    z.object({ fileName: z.string().nullable(), text: z.string().nullable() }),
  ),
  /** A table that the person chooses: the text of a list, or a workbook (XLSX) as base64. Refused as `openText` is. */
  'shell.openTable': call(
    nothing,
    z.object({
      fileName: z.string().nullable(),
      text: z.string().optional(),
      workbook: z.string().optional(),
    }),
  ),
  /** Writes a text where the person says; null when they said nowhere. */
  'shell.saveText': call(
    z.object({ name: z.string().max(120), text: z.string().max(60_000_000) }),
    z.object({ fileName: z.string().nullable() }),
  ),
  /** The page as it would be printed, as a tagged PDF where the person says; null when they said nowhere. */
  'shell.savePdf': call(
    z.object({ name: z.string().max(120) }),
    z.object({ fileName: z.string().nullable() }),
  ),
  /** The same for a file that is no text: its bytes as base64. */
  'shell.saveBytes': call(
    z.object({ name: z.string().max(120), bytes: z.base64().max(80_000_000) }),
    z.object({ fileName: z.string().nullable() }),
  ),
};

/** Comes with the port: which life of the engine this is, and why there is none. */
export const enginePortSchema = z.object({
  kind: z.literal('engine-port'),
  generation: z.number().int(),
  /** Set instead of a port when the engine was given up after too many restarts. */
  gaveUp: z.boolean().optional(),
});
export type EnginePort = z.infer<typeof enginePortSchema>;
