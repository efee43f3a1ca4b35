import { join } from 'node:path';
import { MakerDeb } from '@electron-forge/maker-deb';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { FuseV1Options, FuseVersion } from '@electron/fuses';

// Set by scripts/package.mjs on machines that cannot reach Electron's host: a package for tests only.
const isStandIn = process.env['RESETBENCH_STAND_IN'] === '1';
const electronZipDir = process.env['ELECTRON_ZIP_DIR'];

// The packages that stay outside the bundles, with what they load themselves.
const shippedPackages = [
  'usb',
  '@node-usb',
  '@photostructure/sqlite',
  'node-gyp-build',
  'zpl-renderer-js',
];
const neverShipped = [
  /\/src\//,
  /\/binding\.gyp$/,
  /\.(map|md|ts|cts|mts|c|h|cc|cpp)$/,
  // The same nine megabytes for other kinds of modules.
  /\/zpl-renderer-js\/dist\/index\.(esm|umd)\.js$/,
];
const ownPrebuilds = `/prebuilds/${process.platform}-${process.arch}`;

const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

const config: ForgeConfig = {
  outDir: isStandIn ? join('out', 'stand-in') : 'out',
  packagerConfig: {
    name: 'Resetbench',
    executableName: 'resetbench',
    appBundleId: 'org.resetbench.app',
    // Native code cannot be loaded from inside the archive.
    asar: { unpack: '**/*.node' },
    ignore: (file) => !isShipped(file),
    ...(electronZipDir ? { electronZipDir } : {}),
    ...(isStandIn ? { appVersion: '0.0.0-for-tests-only' } : {}),
  },
  // The native packages come with their binaries; rebuilding would ask the network for headers.
  rebuildConfig: { onlyModules: [] },
  makers: [
    new MakerZIP({}),
    new MakerDeb({ options: { name: 'resetbench', productName: 'Resetbench', section: 'utils' } }),
  ],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'src/main/main.ts', config: 'vite.main.config.ts', target: 'main' },
        { entry: 'src/engine/main.ts', config: 'vite.engine.config.ts', target: 'main' },
        { entry: 'src/preload/preload.ts', config: 'vite.preload.config.ts', target: 'preload' },
      ],
      renderer: [{ name: 'main_window', config: 'vite.renderer.config.ts' }],
    }),
    new FusesPlugin(
      isStandIn
        ? // The stand-in's older wire ends before the ninth fuse.
          { version: FuseVersion.V1, ...fuses }
        : {
            version: FuseVersion.V1,
            strictlyRequireAllFuses: true,
            ...fuses,
            [FuseV1Options.WasmTrapHandlers]: true,
          },
    ),
  ],
};

export default config;

function isShipped(file: string): boolean {
  if (file === '' || file === '/package.json' || file === '/node_modules') return true;
  if (file.startsWith('/.vite')) return !file.startsWith('/.vite/stamps') && !file.endsWith('.map');
  const place = file.replace('/node_modules/', '');
  if (!shippedPackages.some((name) => isPartOf(place, name))) return false;
  if (neverShipped.some((pattern) => pattern.test(file))) return false;
  return (
    !file.includes('/prebuilds/') || isPartOf(ownPrebuilds, file) || file.includes(ownPrebuilds)
  );
}

// A package's folder itself, what is in it, and the scope folder above it.
function isPartOf(place: string, name: string): boolean {
  return place === name || place.startsWith(`${name}/`) || name.startsWith(`${place}/`);
}
