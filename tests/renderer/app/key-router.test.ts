// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyRouter } from '../../../src/renderer/app/key-router.ts';
import type { Shortcut } from '../../../src/renderer/app/keyboard-map.ts';
import { assemble, emptyAssembly } from '../../../src/renderer/features/scan/scan-assembly.ts';

interface Heard {
  codes: string[];
  shortcuts: Shortcut['kind'][];
  held: string[];
  text(): string;
}

let stop = () => {};
let heard: Heard;
let router: ReturnType<typeof createKeyRouter>;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML =
    '<input data-scan-field id="scan"><input id="name"><input id="volume" type="range"><button id="button"></button><div role="dialog"><button id="inside"></button></div>';
  let assembly = emptyAssembly;
  heard = { codes: [], shortcuts: [], held: [], text: () => assembly.text };
  router = createKeyRouter({
    scanText: () => assembly.text,
    scanInput(input) {
      const step = assemble(assembly, input);
      assembly = step.assembly;
      heard.codes.push(...step.codes);
    },
    shortcut: ({ kind }) => heard.shortcuts.push(kind),
    touch: () => undefined,
  });
  stop = router.listen(window);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const at = (id: string): HTMLElement => document.getElementById(id) ?? document.body;

function press(
  key: string,
  target: Element = document.body,
  more: KeyboardEventInit = {},
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  if (!more.repeat) target.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  return event;
}

const type = (text: string, target?: Element) =>
  [...text.split(''), 'Enter'].map((key) => press(key, target));

describe('a scan', () => {
  it.each(['body', 'scan', 'button', 'volume', 'inside'])(
    'arrives with the focus on %s',
    (place) => {
      type('F2LXK0A7JG5H', at(place));
      expect(heard.codes).toEqual(['F2LXK0A7JG5H']);
    },
  );

  it('is not stolen from a text field that somebody writes in', () => {
    const events = type('Mira', at('name'));
    expect(heard.codes).toEqual([]);
    expect(heard.text()).toBe('');
    expect(events.some((event) => event.defaultPrevented)).toBe(false);
  });

  it('ends with Tab as well', () => {
    for (const key of [...'F2LXK0A7JG5H'.split(''), 'Tab']) press(key);
    expect(heard.codes).toEqual(['F2LXK0A7JG5H']);
  });

  it('takes the group separator that scanners send as Ctrl+]', () => {
    press('S');
    press(']', document.body, { ctrlKey: true });
    press('1');
    expect(heard.text()).toBe('S\u001D1');
  });

  it('leaves composition alone', () => {
    press('Process', at('scan'));
    press('Dead', at('scan'));
    expect(heard.text()).toBe('');
  });

  it('keeps the keys of a button for the button while nothing was typed', () => {
    expect(press('Enter', at('button')).defaultPrevented).toBe(false);
    expect(press(' ', at('button')).defaultPrevented).toBe(false);
    expect(press('Tab', at('button')).defaultPrevented).toBe(false);
    expect(heard.codes).toEqual([]);
  });

  it('is pasted as a list from anywhere', () => {
    const clipboardData = { getData: () => 'F2LXK0A7JG5H\nC39XK2PQJG5H\n' };
    const event = new Event('paste', { bubbles: true, cancelable: true });
    document.body.dispatchEvent(Object.assign(event, { clipboardData }));
    expect(heard.codes).toEqual(['F2LXK0A7JG5H', 'C39XK2PQJG5H']);
  });
});

describe('a lent key', () => {
  const down = (key: string) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  const up = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  const lend = (key: string) =>
    router.lend(key, {
      press: () => heard.held.push('press'),
      release: () => heard.held.push('release'),
      tap: () => heard.held.push('tap'),
    });

  it('is held when nothing else comes, and is taken out of the scan', () => {
    lend('F');
    down('f');
    vi.advanceTimersByTime(300);
    expect(heard.held).toEqual(['press']);
    expect(heard.text()).toBe('');
    up('f');
    expect(heard.held).toEqual(['press', 'release']);
  });

  it('belongs to the scan when more keys follow, however slow the scanner', () => {
    lend('F');
    for (const key of 'F2LXK0A7JG5H') {
      down(key);
      vi.advanceTimersByTime(100);
      up(key);
    }
    press('Enter');
    expect(heard.held.filter((what) => what === 'press')).toEqual([]);
    expect(heard.codes).toEqual(['F2LXK0A7JG5H']);
  });

  it('is only tapped when it is let go at once', () => {
    lend('F');
    press('f');
    vi.advanceTimersByTime(1_000);
    expect(heard.held).toEqual(['tap']);
  });

  it('is let go when the window loses the focus', () => {
    lend('F');
    down('f');
    vi.advanceTimersByTime(300);
    window.dispatchEvent(new Event('blur'));
    expect(heard.held).toEqual(['press', 'release']);
  });

  it('does nothing once it was given back', () => {
    lend('F')();
    down('f');
    vi.advanceTimersByTime(300);
    expect(heard.held).toEqual([]);
  });
});

describe('shortcuts', () => {
  it.each([
    ['2', { ctrlKey: true }, 'view'],
    ['z', { ctrlKey: true }, 'undo'],
    ['z', { metaKey: true }, 'undo'],
    ['Escape', {}, 'next'],
    ['F2', {}, 'repeatSound'],
    ['F3', {}, 'arrange'],
    ['ArrowRight', {}, 'guideForward'],
  ] as const)('%s with %o', (key, more, kind) => {
    press(key, document.body, more);
    expect(heard.shortcuts).toEqual([kind]);
  });

  it('leave Escape to an open dialog, and arrows to a control', () => {
    press('Escape', at('inside'));
    press('ArrowRight', at('volume'));
    expect(heard.shortcuts).toEqual([]);
  });
});
