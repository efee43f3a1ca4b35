import type { EngineCallName, InputOf } from '../../../contract/calls.ts';
import { useApp } from '../../app/AppContext.tsx';

type SandboxCall = Extract<EngineCallName, `sandbox.${string}`>;

/** Does something to the simulated world, then `onDone`; a refusal stays on the card. */
export function useSandbox(onDone: () => void) {
  const { engine, store } = useApp();
  return <Name extends SandboxCall>(name: Name, input: InputOf<Name>): void => {
    void engine.ask(name, input).then((answer) => {
      if (!answer.ok) store.setState({ trouble: answer.error });
    });
    onDone();
  };
}
