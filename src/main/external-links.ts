import { shell } from 'electron';
import { isAllowedLink, isSignInPage } from './allowed-links.ts';
import { log } from './log.ts';

/** Opens a page of Apple's or Microsoft's in the person's browser; says whether the address is one of those. */
export async function openExternal(text: string): Promise<boolean> {
  if (!isAllowedLink(text)) return false;
  await shell.openExternal(new URL(text).href);
  return true;
}

/** Opens a page of Microsoft's sign-in; false for any other address, and where no browser can be opened. */
export async function openSignIn(text: string): Promise<boolean> {
  if (!isSignInPage(text)) return false;
  try {
    await shell.openExternal(new URL(text).href);
    return true;
  } catch {
    // Not its message: the address in it carries what the sign-in must keep to itself.
    log('no browser could be opened for the sign-in');
    return false;
  }
}
