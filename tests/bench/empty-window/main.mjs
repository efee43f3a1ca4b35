// The floor of every figure: one window as the app opens it, and nothing else.
import { join } from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';

app.setPath('userData', process.env.BENCH_PROFILE);
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(open);

function open() {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    backgroundColor: '#14171a',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(process.env.BENCH_PAGE || join(import.meta.dirname, 'blank.html'));
}
