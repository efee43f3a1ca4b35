import { useState } from 'react';
import type { EngineCallName, InputOf, OutputOf } from '../../../../contract/calls.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useFeed } from './use-campaign.ts';

interface Act<Name extends EngineCallName> {
  readonly isBusy: boolean;
  readonly value: OutputOf<Name> | undefined;
  readonly failure: Failure | undefined;
  run(input: InputOf<Name>): Promise<void>;
  forget(): void;
}

/** Something to do at the engine: its answer stays until the next try, and everything is read anew. */
export function useAct<Name extends EngineCallName>(name: Name): Act<Name> {
  const { engine } = useApp();
  const feed = useFeed();
  const [isBusy, setBusy] = useState(false);
  const [value, setValue] = useState<OutputOf<Name>>();
  const [failure, setFailure] = useState<Failure>();
  return {
    isBusy,
    value,
    failure,
    async run(input) {
      setBusy(true);
      const answer = await engine.ask(name, input);
      setBusy(false);
      setValue(answer.ok ? answer.value : undefined);
      setFailure(answer.ok ? undefined : answer.error);
      feed.refresh();
    },
    forget() {
      setValue(undefined);
      setFailure(undefined);
    },
  };
}
