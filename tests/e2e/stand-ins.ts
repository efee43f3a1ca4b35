import type { ElectronApplication } from '@playwright/test';

declare global {
  // oxlint-disable-next-line no-var -- the only way to declare a property of globalThis
  var openedPages: string[];
}

/** What the person answers to the file dialogs from now on. */
export async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

/** Keeps the system's browser closed; the function it gives takes the page that the app wanted to open next. */
export async function keepBrowserClosed(
  app: ElectronApplication,
): Promise<() => Promise<string | undefined>> {
  await app.evaluate(({ shell }) => {
    globalThis.openedPages = [];
    shell.openExternal = (url) => {
      globalThis.openedPages.push(url);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => globalThis.openedPages.shift());
}
