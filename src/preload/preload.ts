import { contextBridge, ipcRenderer } from 'electron';

// The page gets these two functions and, by window.postMessage, the port to the engine. A MessagePort cannot
// go through the context bridge. Everything is checked in main, where the page cannot reach.
const bench = {
  /** Asks for a port to the engine. It comes as a message event, again after every restart of the engine. */
  connect(): void {
    ipcRenderer.send('engine-port?');
  },
  /** Asks the shell one thing; the reply is a value, never an exception. */
  shell(call: string, input: unknown): Promise<unknown> {
    return ipcRenderer.invoke('shell', { call, input });
  },
};

ipcRenderer.on('engine-port', (event, about: object) => {
  window.postMessage(about, location.origin, event.ports);
});

contextBridge.exposeInMainWorld('bench', bench);
