import { z } from 'zod';

/** What Electron's main process tells the engine over `process.parentPort`. `port` carries one MessagePort. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('port'), generation: z.number().int() }),
  z.object({ kind: z.literal('ping'), id: z.number().int() }),
  /** Close the ledger and exit with code 0; after two seconds main ends the process itself. */
  z.object({ kind: z.literal('bye') }),
  /**
   * Answer to `readSecret`, `writeSecret` and `removeSecret`; `value` is absent when there is none. `isRefused`: the
   * disk or the key store did not do it; what was written then holds for this run only.
   */
  z.object({
    kind: z.literal('secret'),
    id: z.number().int(),
    value: z.string().optional(),
    isRefused: z.boolean().optional(),
  }),
  /** Answer to `openBrowser`. */
  z.object({ kind: z.literal('browser'), id: z.number().int(), isOpen: z.boolean() }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** What the engine tells main. A `ping` that three times finds no `pong` ends the engine. */
export const fromEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pong'), id: z.number().int() }),
  z.object({ kind: z.literal('readSecret'), id: z.number().int(), name: z.string().max(200) }),
  z.object({
    kind: z.literal('writeSecret'),
    id: z.number().int(),
    name: z.string().max(200),
    value: z.string(),
  }),
  z.object({ kind: z.literal('removeSecret'), id: z.number().int(), name: z.string().max(200) }),
  /** A page of the sign-in; main opens it only on a host that is one of Microsoft's logins, or on this machine. */
  z.object({ kind: z.literal('openBrowser'), id: z.number().int(), url: z.string().max(8_000) }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;

export const modeSchema = z.enum(['sandbox', 'live']);
export type Mode = z.infer<typeof modeSchema>;

/** How one run is told apart from others: `home` holds one folder per mode. */
export interface Launch {
  readonly mode: Mode;
  readonly home: string;
}

/** The engine's command line, as main and the command line start it. */
export function engineArguments(launch: Launch): string[] {
  return [`--mode=${launch.mode}`, `--home=${launch.home}`];
}

/** Reads `engineArguments` back; null when they are not there. */
export function readEngineArguments(args: readonly string[]): Launch | null {
  const mode = modeSchema.safeParse(valueOf(args, '--mode='));
  const home = valueOf(args, '--home=');
  return mode.success && home ? { mode: mode.data, home } : null;
}

function valueOf(args: readonly string[], prefix: string): string | undefined {
  return args.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
}

/**
 * The data folder of this person on this machine, the same for the app and the command line.
 * `RESETBENCH_HOME` moves it.
 */
export function homeFolder(system: {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}): string {
  const { env, platform, userHome } = system;
  const given = env['RESETBENCH_HOME'];
  if (given) return given;
  if (platform === 'win32')
    return `${env['APPDATA'] ?? `${userHome}\\AppData\\Roaming`}\\Resetbench`;
  if (platform === 'darwin') return `${userHome}/Library/Application Support/Resetbench`;
  return `${env['XDG_DATA_HOME'] || `${userHome}/.local/share`}/resetbench`;
}
