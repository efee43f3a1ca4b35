import { useState } from 'react';
import type { DeviceSelection } from '../../../contract/device-query.ts';
import type { Acted } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/protocol.ts';
import type { SetAsideCause } from '../../../core/custody/set-aside.ts';
import type { Result } from '../../../core/result.ts';
import { useApp } from '../../app/AppContext.tsx';

export type ManyAct = 'reassign' | 'assignProfile' | 'putAside' | 'bringBack';

export interface PutAside {
  readonly cause: SetAsideCause;
  readonly owner: string;
  readonly note: string;
}

interface Told {
  readonly act: ManyAct;
  readonly answer: Result<Acted, Failure>;
}

/** What can be done with many devices at once, one act at a time, and what became of the last one. */
export function useManyActs(onDone: () => void) {
  const { engine } = useApp();
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<Told>();
  const run = async (act: ManyAct, asked: Promise<Result<Acted, Failure>>) => {
    setIsBusy(true);
    setTold(undefined);
    const answer = await asked;
    setIsBusy(false);
    setTold({ act, answer });
    onDone();
  };
  return {
    isBusy,
    told,
    forget: () => setTold(undefined),
    queue: (of: DeviceSelection, kind: 'reassign' | 'assignProfile') =>
      run(kind, engine.ask('devices.queue', { of, kind })),
    putAside: (of: DeviceSelection, how: PutAside) =>
      run('putAside', engine.ask('devices.putAside', { of, ...how })),
    bringBack: (of: DeviceSelection) => run('bringBack', engine.ask('devices.bringBack', { of })),
  };
}

export type ManyActs = ReturnType<typeof useManyActs>;
