import type { Fetch, HttpResponse } from '../core/ports.ts';

/** What Electron's network answers with; named here because the engine knows no type of Electron. */
interface ElectronNet {
  fetch(
    url: string,
    init: {
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly signal: AbortSignal;
      readonly credentials: 'omit';
      readonly redirect: 'error';
    },
  ): Promise<HttpResponse>;
}

/**
 * Electron's network as our port, inside its utility process: it knows the proxy and the certificates that this
 * system is set up with, which Node does not (docs/adr/0010). Undefined under plain Node.
 */
export async function fetchOfElectron(): Promise<Fetch | undefined> {
  if (process.versions['electron'] === undefined) return undefined;
  // oxlint-disable-next-line no-restricted-imports -- the one thing of Electron's that a utility process has (docs/adr/0010)
  const { net } = (await import('electron')) as unknown as { readonly net: ElectronNet };
  return (url, { timeoutMs, ...request }) =>
    net.fetch(url, {
      ...request,
      signal: AbortSignal.timeout(timeoutMs),
      // It would keep cookies, and answer a cloud's 401 by itself.
      credentials: 'omit',
      // A bearer token must not follow a redirect to another host; `manual` is not known to it.
      redirect: 'error',
    });
}
