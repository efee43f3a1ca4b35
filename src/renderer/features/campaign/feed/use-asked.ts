import { useCallback, useEffect, useState } from 'react';
import type { EngineCallName, InputOf, OutputOf } from '../../../../contract/calls.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import { useApp, useAppState } from '../../../app/AppContext.tsx';

export interface Asked<Name extends EngineCallName> {
  /** What was known stays when a later question fails. */
  readonly value: OutputOf<Name> | undefined;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
  again(): void;
}

/**
 * Asks when the part of the screen appears, when `input`, `renewal` or the engine changes, and again when somebody
 * wants it.
 */
export function useAsked<Name extends EngineCallName>(
  name: Name,
  input: InputOf<Name>,
  renewal?: number,
): Asked<Name> {
  const { engine } = useApp();
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : -1,
  );
  const [round, setRound] = useState(0);
  const [{ answered, value, failure }, setState] = useState<Answer<Name>>(NOTHING_YET);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const key = JSON.stringify(input);
  const wanted = `${generation} ${round} ${renewal} ${key}`;
  useEffect(() => {
    if (generation < 0) return undefined;
    let isLatest = true;
    // The text of the very input, so that an equal one is not asked for twice.
    void engine.ask(name, JSON.parse(key) as InputOf<Name>).then((answer) => {
      if (!isLatest) return;
      setState((before) =>
        answer.ok
          ? { answered: wanted, value: answer.value, failure: undefined }
          : { answered: wanted, value: before.value, failure: answer.error },
      );
    });
    return () => {
      isLatest = false;
    };
  }, [engine, name, key, generation, wanted]);
  return { value, failure, isBusy: answered !== wanted, again };
}

interface Answer<Name extends EngineCallName> extends Pick<Asked<Name>, 'value' | 'failure'> {
  readonly answered: string | undefined;
}

const NOTHING_YET = { answered: undefined, value: undefined, failure: undefined };
