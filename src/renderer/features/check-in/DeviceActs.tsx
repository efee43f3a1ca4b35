import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CheckInPanel, CheckInStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { PhotoPanel } from '../photos/PhotoPanel.tsx';
import { MovePanel } from './MovePanel.tsx';
import { useLentKeys } from './use-lent-keys.ts';

const ACTS = [
  { kind: 'move', letter: 'M', words: 'ui.checkIn.move' },
  { kind: 'photo', letter: 'P', words: 'ui.photo.take' },
] as const;

interface DeviceActsProps {
  readonly serial: SerialNumber | undefined;
  readonly panel: CheckInPanel | undefined;
}

/** What else is done with the device at hand, each in a panel of its own: by a press or a held key. */
export function DeviceActs({ serial, panel }: DeviceActsProps) {
  const { desk } = useApp();
  const say = useSay();
  const { close, open } = desk.checkIn.panels;
  const opens = ACTS.map((act) => () => serial && open({ kind: act.kind, serial }));
  const letters = ACTS.map(({ letter }, index) => [letter, () => opens[index]?.()] as const);
  useLentKeys(serial !== undefined, Object.fromEntries(letters));
  return ACTS.map(({ kind, letter, words }, index) => (
    <Button
      key={kind}
      keyCap={letter}
      disabled={!serial}
      aria-expanded={panel?.kind === kind}
      onClick={panel?.kind === kind ? () => close() : opens[index]}
    >
      {say(words)}
    </Button>
  ));
}

/** The panel that is open, of the device that it was opened for. */
export function DevicePanel({ stage: { panel, session } }: { readonly stage: CheckInStage }) {
  if (panel?.kind === 'move') return <MovePanel panel={panel} session={session} />;
  if (panel?.kind !== 'photo') return null;
  const { serial } = panel;
  return <PhotoPanel key={serial} sessionId={session.sessionId} panel={panel} />;
}
