import { app, type Session, type WebContents } from 'electron';
import type { Mode } from '../contract/host.ts';
import { appScheme, isAppUrl, parseUrl } from './app-origin.ts';
import { isForCamera } from './camera-permission.ts';
import { devServer } from './dev-server.ts';
import { log } from './log.ts';

/** Before `ready`: every page and session that will ever exist is closed in from its first moment. */
export function guardEverything(mode: Mode): void {
  // The sandbox has no network, whatever asks for it.
  if (mode === 'sandbox' && !devServer) {
    app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  }
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('session-created', guardSession);
}

function guardContents(contents: WebContents): void {
  const keepInside = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isAppUrl(event.url)) return;
    event.preventDefault();
    log('a navigation out of the app was stopped');
  };
  contents.on('will-navigate', keepInside);
  contents.on('will-frame-navigate', keepInside);
  contents.on('will-redirect', keepInside);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

// Never a list of denials: newer Electron versions know more permissions than this one.
function guardSession(guarded: Session): void {
  guarded.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { isMainFrame, requestingUrl: url } = details;
    answer(isForCamera({ permission, media, url, isMainFrame }));
  });
  guarded.setPermissionCheckHandler((_contents, permission, url, { isMainFrame, mediaType }) =>
    isForCamera({ permission, media: mediaType ? [mediaType] : [], url, isMainFrame }),
  );
  guarded.setDevicePermissionHandler(() => false);
  // Without languages Chromium does not fetch a dictionary from Google; `spellcheck: false` alone does not stop it.
  guarded.setSpellCheckerLanguages([]);
  guarded.on('will-download', (event) => event.preventDefault());
  guarded.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url) });
  });
}

function isAllowedRequest(url: string): boolean {
  const scheme = parseUrl(url)?.protocol ?? '';
  if (scheme === `${appScheme}:`) return isAppUrl(url);
  if (scheme === 'data:' || scheme === 'blob:' || scheme === 'devtools:') return true;
  return devServer !== null && sameHost(url, devServer);
}

function sameHost(url: string, other: string): boolean {
  return parseUrl(url)?.host === parseUrl(other)?.host;
}
