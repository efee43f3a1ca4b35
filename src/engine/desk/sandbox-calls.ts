import { failure, success } from '../../core/result.ts';
import type { Handlers, Reply } from '../engine.ts';
import type { Handling, SandboxControls } from '../world.ts';

type SandboxHandlers = Pick<Handlers, Extract<keyof Handlers, `sandbox.${string}`>>;

/** The controls of the simulated world; live, each of them is refused. */
export function sandboxHandlers(
  sandbox: SandboxControls | undefined,
  onChange: () => void,
): SandboxHandlers {
  function inSandbox(run: (controls: SandboxControls) => Handling): Reply<Record<string, never>> {
    if (!sandbox) return failure({ code: 'sandboxOnly' });
    const handled = run(sandbox);
    if (handled !== 'ok') return failure({ code: 'notOffered', detail: handled });
    onChange();
    return success({});
  }
  return {
    'sandbox.setSpeed': ({ speed }) =>
      inSandbox((controls) => {
        controls.setSpeed(speed);
        return 'ok';
      }),
    'sandbox.setOnline': ({ isOnline }) =>
      inSandbox((controls) => {
        controls.setOnline(isOnline);
        return 'ok';
      }),
    'sandbox.plug': (input) => inSandbox((controls) => controls.plug(input)),
    'sandbox.unplug': (input) => inSandbox((controls) => controls.unplug(input)),
    'sandbox.enterMode': (input) => inSandbox((controls) => controls.enterMode(input)),
    'sandbox.erase': (input) => inSandbox((controls) => controls.erase(input)),
    'sandbox.setUp': (input) => inSandbox((controls) => controls.setUp(input)),
    'sandbox.suffer': (input) => inSandbox((controls) => controls.suffer(input)),
    'sandbox.tokenFile': ({ tokenId }) => {
      if (!sandbox) return failure({ code: 'sandboxOnly' });
      const text = sandbox.tokenFile(tokenId);
      if (text === undefined) return failure({ code: 'notOffered', detail: 'unknownToken' });
      return success({ name: 'Practice-token.p7m', text });
    },
    'sandbox.barcodes': () =>
      sandbox ? success([...sandbox.barcodes]) : failure({ code: 'sandboxOnly' }),
  };
}
