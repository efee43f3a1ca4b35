import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';

/** A rehearsal need not be waited for: its clock runs so much faster while a command waits. */
const HURRY = 600;

/** Makes waiting short in the sandbox, until the function that it gives back is called. */
export async function hurry(
  engine: Engine,
  { cached, sandbox }: Pick<CommandLine, 'cached' | 'sandbox'>,
): Promise<() => Promise<void>> {
  if (!sandbox || cached) return () => Promise.resolve();
  const status = await engine.calls['status.read']({});
  const before = status.ok ? status.value.speed : undefined;
  await engine.calls['sandbox.setSpeed']({ speed: HURRY });
  return async () => {
    const speed = before === 60 || before === HURRY ? before : 1;
    await engine.calls['sandbox.setSpeed']({ speed });
  };
}
