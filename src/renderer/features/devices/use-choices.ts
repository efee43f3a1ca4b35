import { useEffect, useState } from 'react';
import type { DeviceChoices } from '../../../contract/devices.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';

const RENEW_MS = 5_000;

/** What the fleet can be filtered by; while it is being judged and listed the counts follow. */
export function useChoices(): DeviceChoices | undefined {
  const { engine } = useApp();
  const [choices, setChoices] = useState<DeviceChoices>();
  const generation = useAppState(({ connection }) =>
    connection.kind === 'connected' ? connection.generation : -1,
  );
  useEffect(() => {
    if (generation < 0) return undefined;
    let isWanted = true;
    const read = async () => {
      const answer = await engine.ask('devices.choices', {});
      if (isWanted && answer.ok) setChoices(answer.value);
    };
    void read();
    const timer = setInterval(() => void read(), RENEW_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [engine, generation]);
  return choices;
}
