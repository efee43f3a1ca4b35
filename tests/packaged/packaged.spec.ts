import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import de from '../../src/core/words/de.json' with { type: 'json' };
import en from '../../src/core/words/en.json' with { type: 'json' };
import { executableOf, resourcesOf, runPackaged } from './packaged-app.ts';

// The shipped build speaks the language of the system it runs on.
const scanLabel = new RegExp(`^(${en.ui.scan.label}|${de.ui.scan.label})$`);

const stopWord = new RegExp(`^(${en.lane.stop.word}|${de.lane.stop.word})$`);

const wanted: Readonly<Record<number, boolean>> = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

test('every fuse stands as it should', async () => {
  const wire = await getCurrentFuseWire(executableOf());
  const states = Object.entries(wanted).map(([fuse, on]) => ({ fuse, on }));
  const found = states.map(({ fuse }) => ({
    fuse,
    state: Reflect.get(wire, fuse) as FuseState | undefined,
  }));
  const expected = states.map(({ fuse, on }, index) => ({
    fuse,
    // An older runtime has no ninth fuse.
    state: found[index]?.state === undefined && index === 8 ? undefined : stateOf(on),
  }));
  expect(found).toEqual(expected);
});

function stateOf(on: boolean): FuseState {
  return on ? FuseState.ENABLE : FuseState.DISABLE;
}

test('the archive holds the app and the packages it loads from beside it, and no sources', () => {
  const files = listPackage(join(resourcesOf(), 'app.asar'), { isPack: false }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  expect(files).toEqual(
    expect.arrayContaining([
      '/.vite/build/main.cjs',
      '/.vite/build/preload.cjs',
      '/.vite/build/engine.cjs',
      '/.vite/renderer/main_window/index.html',
      '/node_modules/usb/package.json',
      '/node_modules/@photostructure/sqlite/package.json',
      '/node_modules/zpl-renderer-js/dist/index.cjs.js',
    ]),
  );
  expect(files.filter((file) => file.includes('/zpl-renderer-js/dist/index.'))).toHaveLength(1);
  expect(files.filter((file) => /\.(ts|map|md)$|^\/(src|tests|docs|scripts)\b/.test(file))).toEqual(
    [],
  );
});

test('a start loads neither the writer of the settings nor the sign-in at Microsoft', () => {
  const archive = join(resourcesOf(), 'app.asar');
  const later = ['main-electron-store.cjs', 'engine-dist.cjs'];
  const loaded = [...loadedWith(archive, 'main.cjs'), ...loadedWith(archive, 'engine.cjs')];
  expect(listPackage(archive, { isPack: false })).toEqual(
    expect.arrayContaining(later.map((file) => join('/.vite/build', file))),
  );
  expect(loaded).toContain('engine-connections.cjs');
  expect(loaded.filter((file) => later.includes(file))).toEqual([]);
});

test('what draws labels is never loaded by the engine itself, which reads it when a label is asked for', () => {
  const archive = join(resourcesOf(), 'app.asar');
  const texts = loadedWith(archive, 'engine.cjs').map((file) =>
    extractFile(archive, join('.vite/build', file)).toString(),
  );
  expect(texts.filter((text) => text.includes('zpl-renderer-js'))).not.toEqual([]);
  for (const text of texts) expect(text).not.toMatch(/(require|import)\(.zpl-renderer-js/);
});

/** A built file and what it requires while it loads; what a function requires comes when it is called. */
function loadedWith(archive: string, file: string): readonly string[] {
  const text = extractFile(archive, join('.vite/build', file)).toString();
  const required = text.matchAll(/(?<!=>)\brequire\("\.\/([^"]+)"\)/g);
  return [file, ...[...required].flatMap(([, name = '']) => loadedWith(archive, name))];
}

test('native code lies beside the archive, where it can be loaded', () => {
  const files = listPackage(join(resourcesOf(), 'app.asar'), { isPack: false });
  const native = files.filter((file) => file.endsWith('.node'));
  expect(native.filter((file) => file.replaceAll('\\', '/').includes('/@node-usb/'))).not.toEqual(
    [],
  );
  expect(native.length).toBeGreaterThanOrEqual(2);
  for (const file of native) {
    expect(readFileSync(join(resourcesOf(), 'app.asar.unpacked', file)).length).toBeGreaterThan(0);
  }
});

test('the shipped build starts and answers a scan', async () => {
  await runPackaged('sandbox', async ({ page }) => {
    const field = page.getByRole('textbox', { name: scanLabel });
    await expect(field).toBeFocused();
    await page.keyboard.type('F9FXK1ABCD12');
    await page.keyboard.press('Enter');
    // A serial that no organization knows. Ledger and mirror have answered, so SQLite has loaded.
    await expect(page.getByText(stopWord).first()).toBeVisible();
  });
});

test('the shipped build draws the preview of a label, out of its archive', async () => {
  const { checkIn, document } = en.ui;
  const german = de.ui;
  await runPackaged('sandbox', async ({ page }) => {
    await page.getByRole('textbox', { name: scanLabel }).waitFor();
    await page.keyboard.press('Control+2');
    await page.getByLabel(either(checkIn.name, german.checkIn.name)).fill('Delivery');
    await page.getByRole('button', { name: either(checkIn.begin, german.checkIn.begin) }).click();
    await page.getByLabel(either(checkIn.boxName, german.checkIn.boxName)).fill('BOX');
    await page.getByLabel(either(checkIn.boxName, german.checkIn.boxName)).press('Enter');
    const label = either(
      document.boxLabel.replace('{name}', 'BOX'),
      german.document.boxLabel.replace('{name}', 'BOX'),
    );
    await page.getByRole('button', { name: label }).click();
    const picture = page.getByRole('group', { name: label }).getByRole('img');
    await expect(picture).toHaveAttribute('src', /^data:image\/png;base64,/, { timeout: 30_000 });
  });
});

function either(english: string, german: string): RegExp {
  return new RegExp(`^(${english}|${german})$`);
}

test('the shipped build loads its USB package, on a machine without a bus as well', async () => {
  await runPackaged('live', async ({ log }) => {
    await expect.poll(log, { timeout: 15_000 }).toContain('engine: usb: package');
    expect(log()).toContain('engine: usb: package loaded, ');
  });
});
