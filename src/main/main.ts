// First, so that nothing can open Electron's modal error box, on which a test would hang.
import './uncaught.ts';
import { app } from 'electron';
import { declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { createEngine } from './engine-process.ts';
import { setUpFolders } from './folders.ts';
import { readLaunch } from './launch.ts';
import { setUpMenu } from './menu.ts';
import { handOverPorts } from './port-handover.ts';
import { createSecretStore } from './secrets.ts';
import { guardEverything } from './security.ts';
import { openSettings } from './settings.ts';
import { serveShellCalls } from './shell-calls.ts';
import { focusWindow, openWindow } from './window.ts';

const launch = readLaunch(process.argv, process.env);
const folders = setUpFolders(launch);

// Chromium's sandbox for every process, unless the start already switched it off (root on Linux needs that).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareAppScheme();
guardEverything(launch.mode);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(boot);
} else {
  app.quit();
}

function boot(): void {
  const settings = openSettings(folders);
  const secrets = createSecretStore(folders);
  setUpMenu();
  serveAppScheme();
  const engine = createEngine({ launch, secrets });
  handOverPorts(engine);
  serveShellCalls({ settings, secrets });
  // Both would take the processor from the window that a person waits for; scans wait for the engine anyway.
  openWindow(settings, () => {
    engine.start();
    settings.prepareToWrite();
  });
}
