import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInForeground } from '../setup/processes.mjs';
import { scratch } from '../setup/project.mjs';
import { testKernelFolder } from '../setup/test-kernel.mjs';
import { writeInitrd } from './initrd.mjs';
import { jobOf } from './job.mjs';

// Many times what it takes: a busy computer is slow, a machine that hangs is silent for ever.
const limitInMinutes = 15;

/**
 * Runs `command` (program and arguments) in a machine of its own, in which devices can be plugged into the kernel. It
 * sees this computer's files and keeps what it writes in memory; only the folder of `report` is the real one.
 * Its console goes to ours. Resolves to the exit code of the command, 1 when it did not come to its end.
 */
export async function runInMachine(command, { report, env }) {
  const results = dirname(report);
  const codeFile = join(results, 'exit-code');
  const initrd = join(scratch, 'initrd');
  mkdirSync(results, { recursive: true });
  rmSync(codeFile, { force: true });
  writeInitrd(initrd, { job: jobOf(command, env), results });
  const shares = [...share('host', '/', ',readonly=on'), ...share('results', results)];
  await runEmulator([...shares, '-initrd', initrd]);
  return existsSync(codeFile) ? Number(readFileSync(codeFile, 'utf8')) : 1;
}

function share(tag, path, more = '') {
  // A comma begins the next option unless it is doubled.
  const options = [`path=${path.replaceAll(',', ',,')}`, `mount_tag=${tag}`, 'security_model=none'];
  return ['-virtfs', `local,${options.join(',')},multidevs=remap${more}`];
}

async function runEmulator(args) {
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    signal: AbortSignal.timeout(limitInMinutes * 60_000),
    killSignal: 'SIGKILL',
  };
  try {
    await runInForeground('qemu-system-x86_64', [...machine(), ...args], options);
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
    console.error(`\nThe machine was switched off: it hung for ${limitInMinutes} minutes.`);
  }
}

function machine() {
  // Emulated even where the processor could help: in a virtual machine that may hang.
  const processor = ['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '4096'];
  const console = ['-nodefaults', '-display', 'none', '-serial', 'stdio', '-no-reboot'];
  const kernel = ['-kernel', join(testKernelFolder(), 'vmlinuz')];
  return [...processor, ...console, ...kernel, '-append', 'console=ttyS0 loglevel=4 panic=-1'];
}
