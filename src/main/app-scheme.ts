import { readFile } from 'node:fs/promises';
import { net, protocol } from 'electron';
import { fileOfUrl, typeOfFile } from './app-files.ts';
import { appScheme } from './app-origin.ts';
import { builtFile } from './built-files.ts';
import { devPageHeaders, pageHeaders } from './content-policy.ts';
import { devServer } from './dev-server.ts';

/** Before `ready`. No fetch, no CORS: the page needs neither, and so it cannot reach anything. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Answers app:// from the built files, in development from Vite's server. */
export function serveAppScheme(): void {
  const server = devServer;
  protocol.handle(appScheme, server ? (request) => relay(server, request.url) : serveFile);
}

async function serveFile(request: Request): Promise<Response> {
  const file = fileOfUrl(builtFile('renderer', 'main_window'), request.url);
  if (file === null) return notFound();
  try {
    const headers = { ...pageHeaders, 'content-type': typeOfFile(file) ?? '' };
    return new Response(await readFile(file), { headers });
  } catch {
    return notFound();
  }
}

async function relay(server: string, url: string): Promise<Response> {
  const { pathname, search } = new URL(url);
  const answer = await net.fetch(new URL(pathname + search, server).href);
  const type = answer.headers.get('content-type') ?? '';
  const headers = { ...devPageHeaders(server), 'content-type': type };
  return new Response(answer.body, { status: answer.status, headers });
}

function notFound(): Response {
  return new Response(null, { status: 404, headers: pageHeaders });
}
