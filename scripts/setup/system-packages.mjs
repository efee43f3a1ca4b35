import { existsSync } from 'node:fs';
import { Advice } from './advice.mjs';
import { isOnPath, outputOf, runQuietly } from './processes.mjs';

// Each need: the Debian packages that fill it (newest name first; t64 since Debian 13 and Ubuntu 24.04) and,
// for other distributions, the file to look for.
const needs = {
  electron: [
    { packages: ['libgtk-3-0t64', 'libgtk-3-0'], library: 'libgtk-3.so.0' },
    { packages: ['libnss3'], library: 'libnss3.so' },
    { packages: ['libgbm1'], library: 'libgbm.so.1' },
    { packages: ['libasound2t64', 'libasound2'], library: 'libasound.so.2' },
    { packages: ['libxss1'], library: 'libXss.so.1' },
    {
      packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
      library: 'libatk-bridge-2.0.so.0',
    },
  ],
  display: [
    { packages: ['xvfb'], program: 'Xvfb' },
    { packages: ['xauth'], program: 'xauth' },
  ],
  authorities: [{ packages: ['libnss3-tools'], program: 'certutil' }],
  deviceTools: [{ packages: ['libimobiledevice-utils'], program: 'idevice_id' }],
  machine: [
    { packages: ['qemu-system-x86'], program: 'qemu-system-x86_64' },
    { packages: ['kmod'], program: 'kmod' },
    { packages: ['udev'], program: 'udevadm' },
  ],
  mockedDevices: [
    { packages: ['umockdev'], program: 'umockdev-wrapper' },
    { packages: ['gir1.2-umockdev-1.0'], library: 'libumockdev.so.0' },
    { packages: ['python3-gi'], library: 'libgirepository-1.0.so.1' },
    { packages: ['util-linux'], program: 'unshare' },
  ],
  documents: [
    { packages: ['poppler-utils'], program: 'pdftotext' },
    { packages: ['zbar-tools'], program: 'zbarimg' },
    { packages: ['xlsx2csv'], program: 'xlsx2csv' },
    { packages: ['unzip'], program: 'unzip' },
  ],
  unzip: [{ packages: ['unzip'], program: 'unzip' }],
  zip: [{ packages: ['zip'], program: 'zip' }],
};

/**
 * Step: the system's own packages, on Linux only.
 * `groups` names what is needed: `electron` libraries, a virtual `display`, the tool by which a
 * test trusts `authorities`, the `deviceTools` that talk to Apple devices, the emulator for a `machine`
 * with a kernel of its own, what plays `mockedDevices`, independent
 * readers of `documents`, `unzip`, `zip`.
 */
export function systemPackages(groups) {
  return {
    name: 'System packages',
    look: () => {
      const missing = findMissing(groups);
      if (missing.length > 0) return { ready: false, text: names(missing) };
      return { ready: true, text: process.platform === 'linux' ? 'installed' : 'none needed' };
    },
    make: (line) => install(findMissing(groups), line),
  };
}

function findMissing(groups) {
  if (process.platform !== 'linux') return [];
  const wanted = groups.flatMap((group) => needs[group]);
  return isDebianLike() ? missingByDpkg(wanted) : missingByFile(wanted);
}

function isDebianLike() {
  return existsSync('/usr/bin/dpkg-query') && existsSync('/usr/bin/apt-get');
}

function missingByDpkg(wanted) {
  const all = wanted.flatMap((need) => need.packages);
  const listing = outputOf('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...all]);
  const installed = new Set(
    listing
      .split('\n')
      .filter((row) => /^\S+ [hi]i/.test(row))
      .map((row) => row.split(' ')[0]),
  );
  return wanted.filter((need) => !need.packages.some((name) => installed.has(name)));
}

function missingByFile(wanted) {
  const libraries = outputOf('/sbin/ldconfig', ['-p']);
  return wanted.filter((need) =>
    need.program ? !isOnPath(need.program) : libraries !== '' && !libraries.includes(need.library),
  );
}

async function install(missing, line) {
  if (!isDebianLike()) throw new Advice(otherLinux(missing));
  if (process.getuid() !== 0) throw new Advice(askForRights(missing));
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await apt(['update', '-qq'], env, line);
  const chosen = missing.map(choosePackage);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...chosen], env, line);
  return `installed ${chosen.join(' ')}`;
}

// A distribution knows one of the names; the older one may be a virtual package with several providers.
function choosePackage(need) {
  const known = need.packages.find((name) => outputOf('apt-cache', ['show', name]) !== '');
  return known ?? need.packages.at(-1);
}

async function apt(args, env, line) {
  const watch = () => {
    const timer = setInterval(() => line?.progress(`apt-get ${args[0]}`), 1_000);
    return () => clearInterval(timer);
  };
  const { code, output } = await runQuietly('apt-get', args, { env, watch });
  if (code !== 0 && args[0] === 'install') {
    throw new Advice(
      `${output.trim()}\n\napt-get could not install the packages; see above, then start again.`,
    );
  }
}

function names(missing) {
  return missing
    .map((need) => (isDebianLike() ? choosePackage(need) : (need.program ?? need.library)))
    .join(' ');
}

function askForRights(missing) {
  return [
    'These system packages are missing and only an administrator may install them:',
    '',
    `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names(missing)}`,
    '',
    'Run that once, then start again.',
  ].join('\n');
}

function otherLinux(missing) {
  return [
    `This system lacks: ${names(missing)}.`,
    "Install what provides them with this system's package manager, then start again.",
  ].join('\n');
}
