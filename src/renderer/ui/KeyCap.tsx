import type { ReactNode } from 'react';

/** A key as it looks on the keyboard. */
export function KeyCap({ children }: { readonly children: ReactNode }) {
  return <kbd className="key-cap">{children}</kbd>;
}
