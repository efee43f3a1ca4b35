import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Advice } from './advice.mjs';
import { outputOf, runQuietly } from './processes.mjs';
import { userCache } from './project.mjs';

// What the machine needs before it sees this computer's files, and what plays the devices.
const files = ['virtio_pci', '9pnet_virtio', '9p', 'overlay'];
const devices = ['dummy_hcd', 'libcomposite', 'usb_f_acm', 'usb_f_fs'];

/**
 * What the machine of the tests starts with: the kernel `vmlinuz`, `busybox` without libraries, and in `modules` what
 * the kernel loads, named in the order of loading.
 */
export function testKernelFolder() {
  return join(userCache(), 'test-kernel');
}

/** Step: Debian's own kernel, with what plays USB devices. It is unpacked into the cache and never installed. */
export const testKernel = {
  name: 'Kernel for tests',
  look() {
    const ready = existsSync(testKernelFolder());
    return { ready, text: ready ? 'unpacked' : 'is not unpacked' };
  },
  async make(line) {
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new Advice(otherSystem);
    mkdirSync(userCache(), { recursive: true });
    const folder = mkdtempSync(join(userCache(), 'kernel-'));
    try {
      return await fetchInto(folder, line);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function fetchInto(folder, line) {
  const name = await newestKernel();
  line.progress(`fetching ${name}`);
  await must('apt-get', ['download', '-qq', name, 'busybox-static'], folder);
  for (const archive of readdirSync(folder)) await must('dpkg-deb', ['-x', archive, '.'], folder);
  const version = name.replace('linux-image-', '');
  // An installation would make this list of what depends on what.
  await must('/sbin/depmod', ['-b', folder, version], folder);
  keepWhatIsNeeded(folder, version);
  return `unpacked ${name}`;
}

/** The kernel of this system's sources. Only an administrator can fetch the list of what they hold. */
async function newestKernel() {
  const find = () =>
    /Depends: (linux-image-\S+)/.exec(outputOf('apt-cache', ['depends', 'linux-image-amd64']));
  if (!find() && process.getuid() === 0) await runQuietly('apt-get', ['update', '-qq']);
  const name = find()?.[1];
  if (!name) throw new Advice('The package sources of this system offer no linux-image-amd64.');
  return name;
}

function keepWhatIsNeeded(folder, version) {
  const kept = join(folder, 'kept');
  mkdirSync(join(kept, 'modules'), { recursive: true });
  copyFileSync(join(folder, 'boot', `vmlinuz-${version}`), join(kept, 'vmlinuz'));
  copyFileSync(join(folder, 'bin', 'busybox'), join(kept, 'busybox'));
  for (const [index, file] of modulesInOrder(folder, version).entries()) {
    const place = String(index).padStart(2, '0');
    copyFileSync(file, join(kept, 'modules', `${place}-${basename(file)}`));
  }
  renameSync(kept, testKernelFolder());
}

function modulesInOrder(folder, version) {
  const options = ['-d', folder, '-S', version, '--show-depends', '-a'];
  const listed = outputOf('/sbin/modprobe', [...options, ...files, ...devices]);
  return [...new Set([...listed.matchAll(/^insmod (\S+)/gm)].map(([, file]) => file))];
}

async function must(command, args, cwd) {
  const { code, output } = await runQuietly(command, args, { cwd });
  if (code === 0) return;
  throw new Advice(`${output.trim()}\n\n${command} could not prepare the kernel for tests.`);
}

const otherSystem = 'The tests on a Linux kernel need a Linux computer with an x86-64 processor.';
