import { isAppUrl } from './app-origin.ts';

/** What Chromium asks for a page. `media` are the kinds of tracks, where it is about tracks. */
export interface PermissionWish {
  readonly permission: string;
  readonly media: readonly string[];
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** The one permission there is: the picture of a camera, without sound, for the app's own page and no frame in it. */
export function isForCamera({ permission, media, url, isMainFrame }: PermissionWish): boolean {
  if (permission !== 'media' || !isMainFrame || !isAppUrl(url)) return false;
  return media.length > 0 && media.every((kind) => kind === 'video');
}
