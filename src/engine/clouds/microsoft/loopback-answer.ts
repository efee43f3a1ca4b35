import { request } from 'node:http';

/**
 * Answers MSAL's own listener on this machine in place of the browser, as Entra would when somebody declines: MSAL
 * has no other way to stop waiting for it. `authorizeUrl` is the address that the browser was sent to.
 */
export function declineSignIn(authorizeUrl: string): void {
  const asked = new URL(authorizeUrl).searchParams;
  const redirect = new URL(asked.get('redirect_uri') ?? 'http://localhost');
  const form = new URLSearchParams({
    error: 'access_denied',
    state: asked.get('state') ?? '',
  }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const options = { host: '127.0.0.1', port: redirect.port, path: '/', method: 'POST', headers };
  // When nobody listens any more, that is what was wanted.
  request(options, (answer) => void answer.resume())
    .on('error', () => undefined)
    .end(form);
}
