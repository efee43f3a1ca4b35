import { useState } from 'react';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CheckInPanel } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { CameraView } from './CameraView.tsx';
import { KeepForm } from './KeepForm.tsx';
import './photo.css';

interface PhotoPanelProps {
  readonly sessionId: string;
  readonly panel: Extract<CheckInPanel, { kind: 'move' | 'photo' }>;
}

/** Below it the whole panel has room, also in the smallest window. */
function scrollHere(title: HTMLElement | null): void {
  title?.scrollIntoView({ block: 'start' });
}

/** A picture of a device: the camera, then the picture as it would be kept, and only then is it kept. */
export function PhotoPanel({ sessionId, panel }: PhotoPanelProps) {
  const { serial } = panel;
  const { desk, engine } = useApp();
  const say = useSay();
  const [jpeg, setJpeg] = useState<string>();
  const { close } = desk.checkIn.panels;
  const keep = async (note: string) => {
    if (jpeg === undefined) return;
    const about = { sessionId, serial, jpeg, ...(note.trim() !== '' && { note }) };
    // What failed is said above; the picture is still here to be kept again.
    if (desk.checkIn.show(await engine.ask('checkIn.keepPhoto', about))) close(panel);
  };
  const title = say('ui.photo.panel', { code: serial });
  return (
    <section className="check-in-panel photo-panel" aria-label={title}>
      <p ref={scrollHere}>{title}</p>
      {jpeg === undefined ? (
        <CameraView onPicture={setJpeg} />
      ) : (
        <KeepForm
          jpeg={jpeg}
          onKeep={(note) => void keep(note)}
          onAgain={() => setJpeg(undefined)}
        />
      )}
      <Button look="plain" keyCap="Esc" onClick={() => close()}>
        {say('ui.checkIn.closePanel')}
      </Button>
    </section>
  );
}
