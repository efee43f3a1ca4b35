import { createScanInput } from '../features/scan/scan-input.ts';
import type { SoundPlayer } from '../sound/player.ts';
import type { AppParts, GuideSteps } from './AppContext.tsx';
import { createDesk } from './desk.ts';
import type { EngineClient } from './engine-client.ts';
import { followEngine } from './engine-news.ts';
import { helpAsked } from './help.ts';
import { createIdleSignOut } from './idle-sign-out.ts';
import { createKeyRouter } from './key-router.ts';
import type { Shortcut } from './keyboard-map.ts';
import type { ShellClient } from './shell-client.ts';
import { createAppStore, type AppState, type AppStore } from './store.ts';

interface Outside {
  readonly engine: EngineClient;
  readonly shell: ShellClient;
  readonly sound: SoundPlayer;
  readonly start?: Partial<AppState>;
}

/** Puts the window together. Nothing runs before `followEngine` and `keys.listen` are called. */
export function createParts({ engine, shell, sound, start }: Outside): AppParts {
  const store = createAppStore(start);
  const desk = createDesk({ store, engine, sound });
  const idle = createIdleSignOut(store, engine);
  const scanInput = createScanInput(store, desk.scan);
  const guide = createGuideSteps();
  const keys = createKeyRouter({
    scanText: () => store.getState().assembly.text,
    scanInput,
    touch() {
      desk.cards.touch();
      idle.touch();
    },
    shortcut: (shortcut) => obey(shortcut, { store, desk, scanInput, guide }),
  });
  return { store, engine, shell, desk, sound, keys, scanInput, guide, idle };
}

/** Starts what runs by itself; the returned function stops it again. */
export function startParts({
  store,
  engine,
  shell,
  sound,
  desk,
  keys,
  idle,
}: AppParts): () => void {
  const stops = [
    followEngine({ store, engine, desk }),
    keys.listen(window),
    idle.watch(),
    store.subscribe((state) => sound.setVolume(state.shell.settings.volume)),
  ];
  sound.setVolume(store.getState().shell.settings.volume);
  void readShell(store, shell);
  engine.connect();
  return () => {
    for (const stop of stops) stop();
  };
}

type Obeying = Pick<AppParts, 'store' | 'desk' | 'scanInput' | 'guide'>;

function obey(shortcut: Shortcut, { store, desk, scanInput, guide }: Obeying): void {
  if (shortcut.kind === 'view') return store.setState({ view: shortcut.view, sheet: undefined });
  const acts: Readonly<Record<Exclude<Shortcut['kind'], 'view'>, () => void>> = {
    next: () => stepBack({ store, desk, scanInput }),
    undo: () => void desk.undo(),
    repeatSound: desk.repeatSound,
    arrange: () => store.setState(arrangeAsked),
    help: () => store.setState(helpAsked),
    nextBox: () => void desk.checkIn.nextBox(),
    closeBox: () => void desk.checkIn.closeBox(),
    placeBox: desk.checkIn.panels.placeBox,
    note: desk.checkIn.askCondition,
    guideBack: () => guide.turn(-1),
    guideForward: () => guide.turn(1),
  };
  acts[shortcut.kind]();
}

/** Ends what is nearest: the code that is typed, then what is open, then the card, or the wait for a chosen device. */
function stepBack({ store, desk, scanInput }: Omit<Obeying, 'guide'>): void {
  const { assembly, arranging, held, help, sheet, view } = store.getState();
  if (assembly.text !== '') return scanInput({ kind: 'clear' });
  if (sheet) return store.setState({ sheet: undefined });
  if (arranging) return store.setState({ arranging: undefined });
  if (desk.checkIn.panels.close()) return;
  if (view === 'checkIn' && held.length > 0) return store.setState({ held: [] });
  if (help && view === 'bench') return store.setState({ help: undefined });
  store.setState({ view: 'bench', armedSlot: undefined });
  desk.cards.giveWay();
}

/** The same key begins and ends the numbering of the slots. */
function arrangeAsked({ arranging }: AppState): Partial<AppState> {
  return { view: 'bench', arranging: arranging ? undefined : {} };
}

function createGuideSteps(): GuideSteps {
  let shown: ((by: 1 | -1) => void) | undefined;
  return {
    lend(turn) {
      shown = turn;
      return () => {
        if (shown === turn) shown = undefined;
      };
    },
    turn: (by) => shown?.(by),
  };
}

async function readShell(store: AppStore, shell: ShellClient): Promise<void> {
  const answer = await shell.ask('shell.settings', {});
  if (answer.ok) store.setState({ shell: answer.value });
}
