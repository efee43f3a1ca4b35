import { shell } from 'electron';
import { isAllowedLink } from './allowed-links.ts';

/** Opens a page of Apple's or Microsoft's in the person's browser; says whether the address is one of those. */
export async function openExternal(text: string): Promise<boolean> {
  if (!isAllowedLink(text)) return false;
  await shell.openExternal(new URL(text).href);
  return true;
}
