// A browser without anything of the app's and without a network: it shows the file that it is given.
const { app, BrowserWindow, session } = require('electron');

void app.whenReady().then(() => {
  session.defaultSession.enableNetworkEmulation({ offline: true });
  return new BrowserWindow({ webPreferences: { sandbox: true } }).loadFile(process.env.PAGE);
});
