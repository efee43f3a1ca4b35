import type { FromEngine, Mode, ToEngine } from '../contract/host.ts';
import type { OpenBrowser } from '../core/ports.ts';

type BrowserQuestion = Extract<FromEngine, { kind: 'openBrowser' }>;

/** Opens a page of the sign-in for the engine, never in the sandbox: what is rehearsed leaves this machine alone. */
export async function answerBrowser(
  { id, url }: BrowserQuestion,
  { mode, open }: { readonly mode: Mode; readonly open: OpenBrowser },
): Promise<ToEngine> {
  return { kind: 'browser', id, isOpen: mode === 'live' && (await open(url)) };
}
