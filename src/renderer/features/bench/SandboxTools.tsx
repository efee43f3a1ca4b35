import { useState, type FormEvent } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { deviceSymptomSchema } from '../../../core/facts/device-symptom.ts';
import { serialNumberSchema } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSandbox } from './use-sandbox.ts';

interface ToolsProps {
  readonly slot: Slot;
  readonly onDone: () => void;
}

/** The simulated hands at the simulated hub, marked as such. */
export function SandboxTools({ slot, onDone }: ToolsProps) {
  const say = useSay();
  return (
    <section className="sandbox-tools" aria-label={say('ui.sandbox.tools')}>
      <h3>{say('ui.sandbox.tools')}</h3>
      {slot.occupant && slot.occupant.goneSince === undefined ? (
        <OccupiedTools slot={slot} onDone={onDone} />
      ) : (
        <PlugForm slot={slot} onDone={onDone} />
      )}
    </section>
  );
}

function OccupiedTools({ slot, onDone }: ToolsProps) {
  const say = useSay();
  const play = useSandbox(onDone);
  const { port } = slot;
  const modes = (['normal', 'recovery', 'dfu', 'restoreRamdisk'] as const).filter(
    (mode) => mode !== slot.occupant?.mode,
  );
  return (
    <div className="sandbox-buttons">
      <Button onClick={() => play('sandbox.erase', { port })}>{say('ui.sandbox.erase')}</Button>
      <Button onClick={() => play('sandbox.setUp', { port })}>{say('ui.sandbox.setUp')}</Button>
      {modes.map((mode) => (
        <Button key={mode} onClick={() => play('sandbox.enterMode', { port, mode })}>
          {say(`ui.mode.${mode}`)}
        </Button>
      ))}
      <Button onClick={() => play('sandbox.unplug', { port })}>{say('ui.sandbox.unplug')}</Button>
      <Symptoms slot={slot} onDone={onDone} />
    </div>
  );
}

/** What it suffers from now is chosen; the first choice ends it. */
function Symptoms({ slot: { port, occupant }, onDone }: ToolsProps) {
  const say = useSay();
  const play = useSandbox(onDone);
  return (
    <label className="text-field sandbox-symptoms">
      {say('ui.sandbox.symptom')}
      <select
        value={occupant?.symptom ?? ''}
        onChange={({ target }) => {
          const symptom = deviceSymptomSchema.safeParse(target.value).data ?? null;
          play('sandbox.suffer', { port, symptom });
        }}
      >
        <option value="">{say('ui.sandbox.noSymptom')}</option>
        {deviceSymptomSchema.options.map((symptom) => (
          <option key={symptom} value={symptom}>
            {say(`ui.sandbox.suffers.${symptom}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The device most likely meant is the one on the card. */
function PlugForm({ slot, onDone }: ToolsProps) {
  const { store } = useApp();
  const say = useSay();
  const play = useSandbox(onDone);
  const [text, setText] = useState(() => {
    const { stage, scans } = store.getState();
    const away = slot.occupant?.serial ?? slot.occupant?.candidate;
    if (away) return away;
    return stage.kind === 'card'
      ? stage.card.serial
      : (scans.find(({ serial }) => serial)?.serial ?? '');
  });
  const serial = serialNumberSchema.safeParse(text.trim().toUpperCase());
  const plug = (event: FormEvent) => {
    event.preventDefault();
    if (serial.success) play('sandbox.plug', { serial: serial.data, port: slot.port });
  };
  return (
    <form onSubmit={plug}>
      <TextField label={say('ui.sandbox.serial')} value={text} maxLength={14} onChange={setText} />
      <Button type="submit" disabled={!serial.success}>
        {say('ui.sandbox.plug')}
      </Button>
    </form>
  );
}
