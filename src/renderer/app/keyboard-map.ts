import type { View } from './store.ts';

/** What a key does that belongs to no code and to no held key. */
export type Shortcut =
  | { readonly kind: 'view'; readonly view: View }
  | {
      readonly kind:
        | 'next'
        | 'undo'
        | 'repeatSound'
        | 'arrange'
        | 'help'
        | 'nextBox'
        | 'closeBox'
        | 'placeBox'
        | 'note'
        | 'guideBack'
        | 'guideForward';
    };

/** The parts of a key event that decide. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const views: Readonly<Record<string, View>> = {
  '1': 'bench',
  '2': 'checkIn',
  '3': 'devices',
  '4': 'campaign',
  '5': 'barcodes',
  '6': 'connections',
  '7': 'settings',
};

const plain: Readonly<Record<string, Shortcut>> = {
  Escape: { kind: 'next' },
  F1: { kind: 'view', view: 'settings' },
  F2: { kind: 'repeatSound' },
  F3: { kind: 'arrange' },
  F4: { kind: 'help' },
  F6: { kind: 'nextBox' },
  F7: { kind: 'closeBox' },
  F8: { kind: 'note' },
  F9: { kind: 'placeBox' },
  ArrowLeft: { kind: 'guideBack' },
  ArrowRight: { kind: 'guideForward' },
};

/** The shortcut of a key, if it is one. Letters alone never are: a scanner types them. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey }: Key): Shortcut | undefined {
  const isCommand = (ctrlKey || metaKey) && !altKey;
  if (!isCommand) return ctrlKey || metaKey || altKey ? undefined : plain[key];
  if (key.toLowerCase() === 'z') return { kind: 'undo' };
  const view = views[key];
  return view && { kind: 'view', view };
}

/** The character that a key types, as a scanner may send it; undefined when it types none. */
export function characterOf({ key, ctrlKey, metaKey, altKey }: Key): string | undefined {
  // Scanners send the group separator of a two-dimensional code as Ctrl+].
  if (ctrlKey && key === ']') return '\u001D';
  // Windows reports AltGr, which German layouts need for several signs, as Ctrl and Alt together.
  const isShortcut = metaKey || ctrlKey !== altKey;
  return key.length === 1 && !isShortcut ? key : undefined;
}
