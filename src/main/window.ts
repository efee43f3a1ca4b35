import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-origin.ts';
import { builtFile } from './built-files.ts';
import { log } from './log.ts';
import { createRestartBudget } from './restart-budget.ts';
import type { AppSettings } from './settings.ts';
import { isVisibleOn } from './window-bounds.ts';

const firstSize = { width: 1280, height: 800 };
// A page that crashes more often than that would only flicker.
const revivalsAMinute = 3;
// The page's own background in each theme, so that the window never flashes.
const background = { light: '#f6f7f8', dark: '#14171a' };

let current: BrowserWindow | null = null;

/** Opens the app's one window; `onPainted` is called when its page has drawn itself for the first time. */
export function openWindow(settings: AppSettings, onPainted: () => void): void {
  const saved = settings.readBounds();
  const window = new BrowserWindow({
    ...firstSize,
    ...(saved && isVisibleOn(saved, screens()) ? saved : {}),
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: builtFile('build', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  current = window;
  window.setMenuBarVisibility(false);
  reviveCrashedPage(window);
  // Its background is the page's own: while the page draws itself, the system can already give it the focus.
  window.webContents.once('dom-ready', () => show(window, saved?.isMaximized ?? false));
  window.once('ready-to-show', onPainted);
  window.on('close', () => settings.writeBounds(readBounds(window)));
  window.on('closed', () => {
    current = null;
  });
  void window.loadURL(`${appOrigin}/`);
}

/** Brings the window to the front: somebody started the app a second time. */
export function focusWindow(): void {
  if (!current) return;
  if (current.isMinimized()) current.restore();
  current.focus();
}

/** What was scanned is on record and the engine goes on: all a page needs after a crash is to be loaded again. */
function reviveCrashedPage(window: BrowserWindow): void {
  const budget = createRestartBudget(revivalsAMinute, 60_000);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    log(`the page ended (${reason})`);
    if (budget.mayRestart(Date.now())) window.webContents.reload();
  });
}

function show(window: BrowserWindow, maximized: boolean): void {
  if (maximized) window.maximize();
  window.show();
}

function readBounds(window: BrowserWindow) {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

function screens() {
  return screen.getAllDisplays().map((display) => display.workArea);
}
