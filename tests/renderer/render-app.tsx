import { configure, act, cleanup, render } from '@testing-library/react';
import { afterEach } from 'vitest';
import { App } from '../../src/renderer/app/App.tsx';
import type { AppParts } from '../../src/renderer/app/AppContext.tsx';
import { createParts, startParts } from '../../src/renderer/app/create-parts.ts';
import type { AppState } from '../../src/renderer/app/store.ts';
import type { Earcon } from '../../src/renderer/sound/earcons.ts';
import { createFakeEngine, createFakeShell, type FakeEngine } from './fake-engine.ts';

// A busy machine takes more than the second that the library waits by itself.
configure({ asyncUtilTimeout: 10_000 });

export interface Shown {
  readonly parts: AppParts;
  readonly engine: FakeEngine;
  /** Every sound that was asked for, in order. */
  readonly sounds: readonly Earcon[];
}

interface ShowOptions {
  readonly engine?: FakeEngine;
  readonly shell?: ReturnType<typeof createFakeShell>;
  readonly start?: Partial<AppState>;
}

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  cleanup();
});

/** The whole window on a fake engine, as far as it is after everything has answered that is asked at the start. */
export async function showApp(options: ShowOptions = {}): Promise<Shown> {
  const engine = options.engine ?? createFakeEngine();
  const sounds: Earcon[] = [];
  const parts = createParts({
    engine: engine.client,
    shell: options.shell ?? createFakeShell(),
    sound: {
      play: (earcon) => void sounds.push(earcon),
      repeat: () => undefined,
      setVolume: () => undefined,
    },
    ...(options.start && { start: options.start }),
  });
  await act(async () => {
    stops.push(startParts(parts));
    render(<App parts={parts} />);
  });
  return { parts, engine, sounds };
}
