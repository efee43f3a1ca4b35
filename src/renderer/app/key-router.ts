import type { ScanInput } from '../features/scan/scan-assembly.ts';
import { characterOf, shortcutOf, type Shortcut } from './keyboard-map.ts';

/** A key that does something only while it is held down. */
export interface HeldKey {
  press(): void;
  release(): void;
  /** It was pressed, but not held. */
  tap(): void;
}

interface Outlets {
  /** What the assembly of scans holds so far. */
  scanText(): string;
  scanInput(input: ScanInput): void;
  shortcut(shortcut: Shortcut): void;
  /** Some key or button was pressed: somebody is there. */
  touch(): void;
}

export interface KeyRouter {
  /** Lends a letter to a button on screen until the returned function is called. */
  lend(key: string, held: HeldKey): () => void;
  listen(page: Window): () => void;
}

/** Shorter than any held key, longer than any scanner leaves a key down. */
const HELD_AFTER = 220;

/**
 * Every key of the window passes here once. A letter belongs to the scan first, because a scanner types letters;
 * it becomes a held key when nothing else arrives while it stays down, and is then taken out of the scan again.
 */
export function createKeyRouter(outlets: Outlets): KeyRouter {
  const holds = createHolds(outlets);
  return {
    lend: holds.lend,
    listen(page) {
      const onKeyDown = (event: KeyboardEvent) => press(event, outlets, holds);
      const onKeyUp = (event: KeyboardEvent) => holds.up(event.key);
      const onPaste = (event: ClipboardEvent) => paste(event, outlets);
      page.addEventListener('keydown', onKeyDown, true);
      page.addEventListener('keyup', onKeyUp, true);
      page.addEventListener('paste', onPaste, true);
      page.addEventListener('pointerdown', outlets.touch, true);
      page.addEventListener('blur', holds.stop);
      return () => {
        page.removeEventListener('keydown', onKeyDown, true);
        page.removeEventListener('keyup', onKeyUp, true);
        page.removeEventListener('paste', onPaste, true);
        page.removeEventListener('pointerdown', outlets.touch, true);
        page.removeEventListener('blur', holds.stop);
      };
    },
  };
}

type Holds = ReturnType<typeof createHolds>;

function createHolds(outlets: Outlets) {
  const lent = new Map<string, HeldKey>();
  let down: { key: string; isHeld: boolean; timer: ReturnType<typeof setTimeout> } | undefined;
  const stop = () => {
    if (!down) return;
    clearTimeout(down.timer);
    if (down.isHeld) lent.get(down.key)?.release();
    down = undefined;
  };
  const hold = (key: string) => {
    if (!down) return;
    down.isHeld = true;
    outlets.scanInput({ kind: 'retract' });
    lent.get(key)?.press();
  };
  return {
    stop,
    lend(key: string, held: HeldKey) {
      lent.set(key, held);
      return () => {
        if (down?.key === key) stop();
        if (lent.get(key) === held) lent.delete(key);
      };
    },
    /** A letter went down; only one that stands alone can become a held key. */
    down(character: string, isAlone: boolean) {
      stop();
      const key = character.toUpperCase();
      if (isAlone && lent.has(key))
        down = { key, isHeld: false, timer: setTimeout(hold, HELD_AFTER, key) };
    },
    up(character: string) {
      if (down?.key !== character.toUpperCase()) return;
      if (!down.isHeld) lent.get(down.key)?.tap();
      stop();
    },
  };
}

function press(event: KeyboardEvent, outlets: Outlets, holds: Holds): void {
  outlets.touch();
  const place = placeOf(event.target);
  if (isForSomebodyElse(event, place)) return;
  const character = characterOf(event);
  if (character !== undefined) typeCharacter(event, character, { outlets, holds, place });
  else if (event.key === 'Enter' || event.key === 'Tab') endCode(event, outlets, place);
  else if (event.key === 'Backspace') eraseLast(event, outlets, place);
  else obeyShortcut(event, outlets, place);
}

/** A text that is being written or composed, or a dialog that wants to be closed. */
function isForSomebodyElse(event: KeyboardEvent, place: Place): boolean {
  const isComposed = event.isComposing || event.key === 'Process' || event.key === 'Dead';
  const isWritten = place === 'text' && shortcutOf(event)?.kind !== 'view';
  return isComposed || isWritten || (place === 'dialog' && event.key === 'Escape');
}

function eraseLast(event: KeyboardEvent, outlets: Outlets, place: Place): void {
  if (place === 'scan' || outlets.scanText() === '') return;
  take(event, () => outlets.scanInput({ kind: 'erase' }));
}

function obeyShortcut(event: KeyboardEvent, outlets: Outlets, place: Place): void {
  const shortcut = shortcutOf(event);
  if (!shortcut || !mayTake(shortcut, place, outlets)) return;
  take(event, () => outlets.shortcut(shortcut));
}

type Place = 'scan' | 'text' | 'dialog' | 'control' | 'elsewhere';

function typeCharacter(
  event: KeyboardEvent,
  character: string,
  { outlets, holds, place }: { outlets: Outlets; holds: Holds; place: Place },
): void {
  const isAlone = outlets.scanText() === '';
  // A space works the button under the focus unless it stands within a code.
  if (character === ' ' && isAlone && place !== 'elsewhere') return;
  if (event.repeat) return event.preventDefault();
  if (place === 'scan' && !isCaretAtEnd(event.target)) return;
  event.preventDefault();
  outlets.scanInput({ kind: 'character', character, at: event.timeStamp });
  holds.down(character, isAlone);
}

function endCode(event: KeyboardEvent, outlets: Outlets, place: Place): void {
  const isEmpty = outlets.scanText() === '';
  if (isEmpty && (event.key === 'Tab' || place !== 'scan')) return;
  take(event, () => outlets.scanInput({ kind: 'end', at: event.timeStamp }));
}

function mayTake(shortcut: Shortcut, place: Place, outlets: Outlets): boolean {
  const isIdle = outlets.scanText() === '' && (place === 'scan' || place === 'elsewhere');
  if (shortcut.kind === 'guideBack' || shortcut.kind === 'guideForward') return isIdle;
  return shortcut.kind !== 'undo' || outlets.scanText() === '';
}

function paste(event: ClipboardEvent, outlets: Outlets): void {
  const place = placeOf(event.target);
  const text = event.clipboardData?.getData('text') ?? '';
  const isList = /[\r\n]/.test(text);
  if (text === '' || place === 'text' || (place === 'scan' && !isList)) return;
  take(event, () => outlets.scanInput({ kind: 'pasted', text }));
}

function take(event: Event, run: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  run();
}

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.matches('[data-scan-field]')) return 'scan';
  if (target.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea, select'))
    return 'text';
  if (target instanceof HTMLElement && target.isContentEditable) return 'text';
  if (target.closest('[role=dialog]')) return 'dialog';
  return target.matches(
    'button, a, input, summary, [role=button], [role=radio], [role=row], [tabindex]',
  )
    ? 'control'
    : 'elsewhere';
}

function isCaretAtEnd(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = target;
  return selectionStart === value.length && selectionEnd === value.length;
}
