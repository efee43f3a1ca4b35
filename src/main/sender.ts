import type { WebFrameMain } from 'electron';
import { appOrigin } from './app-origin.ts';

/** Whether a message comes from the main frame of the app's own page. A frame that is gone is not trusted. */
export function isTrustedSender(frame: WebFrameMain | null): frame is WebFrameMain {
  return frame !== null && frame.parent === null && frame.origin === appOrigin;
}
