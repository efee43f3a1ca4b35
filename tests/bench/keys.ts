import type { RunningElectron } from './electron-run.ts';

interface Key {
  readonly key: string;
  /** Together with Ctrl. */
  readonly isCommand?: boolean;
}

const VIRTUAL: Readonly<Record<string, number>> = { Enter: 13, F6: 117 };

/** Resolved when the window has taken both events. */
export async function pressKey(running: RunningElectron, { key, isCommand }: Key): Promise<void> {
  await Promise.all(sent(running, { key, modifiers: isCommand ? 2 : 0 }));
}

/** A code and Enter, all at once, as a busy window finds them in its queue; resolved when it has taken every key. */
export async function typeCode(running: RunningElectron, code: string): Promise<void> {
  await Promise.all(
    [...code.split(''), 'Enter'].flatMap((key) => sent(running, { key, modifiers: 0 })),
  );
}

function sent(
  running: RunningElectron,
  { key, modifiers }: { readonly key: string; readonly modifiers: number },
): Promise<unknown>[] {
  const isNamed = Object.hasOwn(VIRTUAL, key);
  const code = isNamed ? key : /\d/.test(key) ? `Digit${key}` : `Key${key}`;
  const about = { key, code, modifiers, windowsVirtualKeyCode: VIRTUAL[key] ?? key.codePointAt(0) };
  const text = key === 'Enter' ? '\r' : isNamed || modifiers !== 0 ? undefined : key;
  return [
    running.send('Input.dispatchKeyEvent', {
      type: text ? 'keyDown' : 'rawKeyDown',
      text,
      ...about,
    }),
    running.send('Input.dispatchKeyEvent', { type: 'keyUp', ...about }),
  ];
}
