import type { Connected } from '../connected.ts';
import { connectionsView, type ConnectionParts } from './connections-view.ts';

/** Tells the window how the sign-in at Microsoft goes, and begins to list as soon as somebody is signed in. */
export function watchSignIn(parts: ConnectionParts, { clouds }: Connected): () => void {
  const { desk } = parts;
  const { microsoft } = clouds.signIns;
  if (!microsoft) return () => undefined;
  let isOver = false;
  async function hear(): Promise<void> {
    const isSignedIn = microsoft?.state().kind === 'signedIn';
    if (isSignedIn && !clouds.listing.state().isPaused) clouds.listing.listNow();
    const view = await connectionsView(parts);
    if (!isOver) desk.publish('connections.changed', view);
  }
  const forget = microsoft.onChange(() => void hear());
  return () => {
    isOver = true;
    forget();
  };
}
