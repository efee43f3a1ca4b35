import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';

/** Lets the person choose a file with one of these endings, or any; undefined when they chose none. */
export async function askForFile(
  endings: readonly string[],
  page: WebContents,
): Promise<string | undefined> {
  const extensions = [...endings];
  const options: OpenDialogOptions = {
    properties: ['openFile', 'dontAddToRecent'],
    // Named by their endings, which read the same in every language.
    filters: [
      { name: extensions.map((each) => `*.${each}`).join(', '), extensions },
      { name: '*.*', extensions: ['*'] },
    ],
  };
  const window = BrowserWindow.fromWebContents(page);
  const asked = window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  const { canceled, filePaths } = await asked;
  return canceled ? undefined : filePaths[0];
}
