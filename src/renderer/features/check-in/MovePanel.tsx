import { useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../../contract/check-in.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CheckInPanel } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';

interface MovePanelProps {
  readonly panel: Extract<CheckInPanel, { kind: 'move' | 'photo' }>;
  readonly session: SessionView;
}

/** As many as a glance takes in; a delivery may have hundreds. */
const SHOWN = 12;

/** The open boxes that the device may be in instead. Buttons, so that a scan meanwhile is still a scan. */
export function MovePanel({ panel, session }: MovePanelProps) {
  const { desk } = useApp();
  const { serial } = panel;
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => buttons.current?.querySelector('button')?.focus(), [serial]);
  const isIn = session.newest.find((line) => line.serial === serial && !line.isUndone)?.boxId;
  const open = session.tally.boxes.filter(({ boxId, isOpen }) => isOpen && boxId !== isIn);
  const shown = open.toReversed().slice(0, isAll ? undefined : SHOWN);
  const { close } = desk.checkIn.panels;
  const move = async (boxId: string) => {
    if (await desk.checkIn.moveDevice(serial, boxId)) close(panel);
  };
  const title = say('ui.checkIn.moveTo', { code: serial });
  return (
    <div className="check-in-panel" role="group" aria-label={title} ref={buttons}>
      <p>{open.length === 0 ? say('ui.checkIn.noOtherBox') : title}</p>
      {shown.map(({ boxId, name, destination }) => (
        <Button key={boxId} onClick={() => void move(boxId)}>
          {[name, destination].filter(Boolean).join(' – ')}
        </Button>
      ))}
      {open.length > shown.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {say('ui.checkIn.allBoxes', { count: open.length })}
        </Button>
      )}
      <Button look="plain" keyCap="Esc" onClick={() => close()}>
        {say('ui.checkIn.closePanel')}
      </Button>
    </div>
  );
}
