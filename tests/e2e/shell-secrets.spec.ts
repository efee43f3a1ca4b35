import { generateKeyPairSync } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { askShell } from './shell-probe.ts';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = pair().export({ format: 'pem', type: 'pkcs8' }).toString();
const locked = pair()
  .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'word' })
  .toString();
/** A line from the middle of the key: whoever has it has seen the secret. */
const canary = pem.split('\n')[1] ?? '';
const appleKey = { kind: 'appleKey', organizationId: 'org-1' };

test.describe('a key file that a person chooses', () => {
  test('is kept without the page, the terminal or the disk seeing it', async ({
    running,
    home,
  }) => {
    await choose(running.app, aFile(home, 'Apple\u202Ekey.pem', pem));
    const reply = await askShell(running.page, 'shell.chooseSecretFile', appleKey);
    expect(reply).toEqual({ ok: true, value: { fileName: 'Applekey.pem' } });
    const page = await running.page.content();
    expect(page + running.output()).not.toContain(canary);
    expect(filesWith(canary, join(home, 'sandbox'))).toEqual([]);
  });

  test('is asked for in a dialog of its own window', async ({ running, home }) => {
    await choose(running.app, aFile(home, 'key.pem', pem));
    await askShell(running.page, 'shell.chooseSecretFile', appleKey);
    const asked = await running.app.evaluate(() => globalThis.askedDialogs);
    expect(asked).toMatchObject([
      {
        hasWindow: true,
        properties: ['openFile', 'dontAddToRecent'],
        extensions: ['pem', 'key', 'p8'],
      },
    ]);
  });

  test('may be none at all', async ({ running }) => {
    await choose(running.app);
    const reply = await askShell(running.page, 'shell.chooseSecretFile', appleKey);
    expect(reply).toEqual({ ok: true, value: { fileName: null } });
  });

  for (const [what, content] of [
    ['one with a passphrase', locked],
    ['a letter', 'Dear administrator'],
    ['a file of a megabyte', pem.padEnd(1_000_000)],
  ] as const) {
    test(`is refused: ${what}`, async ({ running, home }) => {
      await choose(running.app, aFile(home, 'key.pem', content));
      const reply = await askShell(running.page, 'shell.chooseSecretFile', appleKey);
      expect(reply).toEqual({ ok: false, error: { code: 'fileUnreadable' } });
    });
  }

  test('is refused when it vanishes, or is a folder', async ({ running, home }) => {
    for (const path of [join(home, 'gone.pem'), home]) {
      await choose(running.app, path);
      const reply = await askShell(running.page, 'shell.chooseSecretFile', appleKey);
      expect(reply).toEqual({ ok: false, error: { code: 'fileUnreadable' } });
    }
  });

  test('needs to know whose key it is', async ({ running, home }) => {
    await choose(running.app, aFile(home, 'key.pem', pem));
    const reply = await askShell(running.page, 'shell.chooseSecretFile', { kind: 'appleKey' });
    expect(reply).toEqual({ ok: false, error: { code: 'badInput' } });
  });
});

test.describe('the secret in the clipboard', () => {
  test('is taken, and the clipboard is empty', async ({ running }) => {
    await running.app.evaluate(({ clipboard }) => clipboard.writeText('  canary-in-clipboard\n'));
    const reply = await askShell(running.page, 'shell.takeSecretFromClipboard', {});
    expect(reply).toEqual({ ok: true, value: { length: 19 } });
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
    expect(running.output()).not.toContain('canary-in-clipboard');
  });

  test('is missing when there is nothing, or a whole document', async ({ running }) => {
    for (const text of [' ', 'x'.repeat(4_097)]) {
      await running.app.evaluate(({ clipboard }, each) => clipboard.writeText(each), text);
      const reply = await askShell(running.page, 'shell.takeSecretFromClipboard', {});
      expect(reply).toEqual({ ok: false, error: { code: 'secretMissing' } });
    }
  });
});

test.describe('a text to save', () => {
  const document = { name: '../order:jamf.csv', text: 'Serial Number\nC39XK2PQJG5H\n' };

  test('is offered under a harmless name and lies where the person said', async ({
    running,
    home,
  }) => {
    const path = join(home, 'chosen.csv');
    await choose(running.app, path);
    const reply = await askShell(running.page, 'shell.saveText', document);
    expect(reply).toEqual({ ok: true, value: { fileName: 'chosen.csv' } });
    expect(readFileSync(path, 'utf8')).toBe(document.text);
    const asked = await running.app.evaluate(() => globalThis.askedDialogs);
    expect(asked).toMatchObject([{ defaultPath: '-order-jamf.csv' }]);
  });

  test('is not saved when the person says nowhere, or where nothing can be put', async ({
    running,
    home,
  }) => {
    await choose(running.app);
    const nowhere = await askShell(running.page, 'shell.saveText', document);
    await choose(running.app, join(home, 'no', 'such', 'folder.csv'));
    const refused = await askShell(running.page, 'shell.saveText', document);
    expect(nowhere).toEqual({ ok: true, value: { fileName: null } });
    expect(refused).toEqual({ ok: false, error: { code: 'fileNotSaved' } });
  });
});

test.describe('a list that a person opens', () => {
  test('comes to the page by its name alone, and none when none was chosen', async ({
    running,
    home,
  }) => {
    await choose(running.app, aFile(home, 'fleet.csv', 'serial\nC39XK2PQJG5H\n'));
    const opened = await askShell(running.page, 'shell.openText', {});
    const value = { fileName: 'fleet.csv', text: 'serial\nC39XK2PQJG5H\n' };
    expect(opened).toEqual({ ok: true, value });
    const asked = await running.app.evaluate(() => globalThis.askedDialogs);
    expect(asked).toMatchObject([{ hasWindow: true, extensions: ['csv', 'txt', 'tsv'] }]);
    await choose(running.app);
    const none = await askShell(running.page, 'shell.openText', {});
    expect(none).toEqual({ ok: true, value: { fileName: null, text: null } });
  });

  test('is no key, nothing huge, and nothing that cannot be read', async ({ running, home }) => {
    for (const [path, code] of [
      [aFile(home, 'key.txt', pem), 'fileNotText'],
      [aFile(home, 'huge.csv', 'x'.repeat(5_000_001)), 'fileTooLarge'],
      [join(home, 'gone.csv'), 'fileNotRead'],
      [home, 'fileNotRead'],
    ]) {
      await choose(running.app, path);
      const reply = await askShell(running.page, 'shell.openText', {});
      expect(reply).toEqual({ ok: false, error: { code } });
    }
  });
});

interface AskedDialog {
  readonly hasWindow: boolean;
  readonly properties?: readonly string[] | undefined;
  readonly extensions?: readonly string[] | undefined;
  readonly defaultPath?: string | undefined;
}

declare global {
  // oxlint-disable-next-line no-var -- the only way to declare a property of globalThis
  var askedDialogs: AskedDialog[];
}

/** What the person answers to the dialogs from now on: this path, or Cancel. */
async function choose(app: ElectronApplication, path?: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    globalThis.askedDialogs = [];
    const hear = (...args: readonly unknown[]): void => {
      const { properties, filters, defaultPath } = args.at(-1) as {
        properties?: string[];
        filters?: { extensions: string[] }[];
        defaultPath?: string;
      };
      const extensions = filters?.[0]?.extensions;
      const hasWindow = args.length === 2;
      globalThis.askedDialogs.push({ hasWindow, properties, extensions, defaultPath });
    };
    const canceled = chosen === undefined;
    dialog.showOpenDialog = (...args: readonly unknown[]) => {
      hear(...args);
      return Promise.resolve({ canceled, filePaths: canceled ? [] : [chosen] });
    };
    dialog.showSaveDialog = (...args: readonly unknown[]) => {
      hear(...args);
      return Promise.resolve({ canceled, filePath: chosen ?? '' });
    };
  }, path);
}

function aFile(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Every file below a folder that holds this text. */
function filesWith(text: string, folder: string): string[] {
  const paths = globSync('**/*', { cwd: folder }).map((name) => join(folder, name));
  const files = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return files.filter((path) => readFileSync(path, 'latin1').includes(text));
}
