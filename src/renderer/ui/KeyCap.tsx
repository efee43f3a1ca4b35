import { useSay } from '../app/language.tsx';

/** A key as it looks on the keyboard of the operator's language. */
export function KeyCap({ children }: { readonly children: string }) {
  const say = useSay();
  return <kbd className="key-cap">{children.replace('Ctrl', say('ui.control'))}</kbd>;
}
