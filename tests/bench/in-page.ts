declare function tellBench(text: string): void;

/** The source of a call of that function in the page. The function may use nothing but its arguments. */
export function callInPage<Given extends readonly unknown[]>(
  work: (...given: Given) => unknown,
  ...given: Given
): string {
  return `(${work.toString()})(${given.map((each) => JSON.stringify(each)).join(', ')})`;
}

/**
 * Tells once, as wall clock, when the page has the keyboard, its field (if one is named) the focus, and the frame
 * with it is painted.
 */
export function tellWhenReady(field: string): void {
  let isTold = false;
  const isReady = () =>
    document.hasFocus() &&
    document.readyState !== 'loading' &&
    (field === '' || document.activeElement?.matches(field) === true);
  const look = () => {
    if (isTold || !isReady()) return;
    isTold = true;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        tellBench(String(performance.timeOrigin + performance.now()));
      });
      port1.start();
      port2.postMessage(0);
    });
  };
  window.addEventListener('focus', look);
  document.addEventListener('focusin', look, true);
  document.addEventListener('DOMContentLoaded', look);
  look();
}

/**
 * From now on tells for each named key how many milliseconds passed from its keydown until `place` shows a text
 * that ends with `expected` (set by `window.expectText`) and the frame with it is painted.
 */
export function tellKeyToPaint(place: string): void {
  let expected: string | undefined;
  let pressedAt = 0;
  const shown = () => document.querySelector(place)?.textContent ?? '';
  const painted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => tellBench(String(performance.now() - pressedAt)));
    port1.start();
    port2.postMessage(0);
  };
  const look = () => {
    if (expected === undefined || !shown().endsWith(expected)) return;
    expected = undefined;
    requestAnimationFrame(painted);
  };
  const press = (event: KeyboardEvent) => {
    pressedAt = event.timeStamp;
  };
  window.addEventListener('keydown', press, true);
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  Object.assign(window, {
    expectText(text: string) {
      expected = text;
    },
  });
}

/** How late a timer of 5 ms came, in milliseconds, again and again for so long: what holds the page's event loop. */
export async function timerLateness(forMilliseconds: number): Promise<number[]> {
  const interval = 5;
  const end = performance.now() + forMilliseconds;
  const late: number[] = [];
  while (performance.now() < end) {
    const due = performance.now() + interval;
    await new Promise((resolve) => void setTimeout(resolve, interval));
    late.push(Math.max(0, performance.now() - due));
  }
  return late;
}

/** What the page drew and did for a while, in milliseconds. */
export interface Frames {
  /** Between one frame and the next. */
  readonly gaps: readonly number[];
  /** Tasks that held the page for more than 50 ms. */
  readonly tasks: readonly number[];
}

/** From now on `countedNow()` gives the number at that place, and `framesSince()` what happened since it was asked last. */
export function watchFrames(counter: string): void {
  let gaps: number[] = [];
  let tasks: number[] = [];
  let drawnAt = performance.now();
  const draw = (at: number) => {
    gaps.push(at - drawnAt);
    drawnAt = at;
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  Object.assign(window, {
    countedNow() {
      const text = document.querySelector(counter)?.textContent ?? '0';
      return Number(text.replaceAll(/\D/g, ''));
    },
    framesSince() {
      const since = { gaps, tasks };
      gaps = [];
      tasks = [];
      return since;
    },
  });
}
