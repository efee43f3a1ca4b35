import { useEffect, useRef, useState } from 'react';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { takePicture } from './take-picture.ts';
import { useCamera, type Camera, type CameraTrouble } from './use-camera.ts';

/** The camera as it sees now, or why it does not and what to do. */
export function CameraView({ onPicture }: { readonly onPicture: (jpeg: string) => void }) {
  const say = useSay();
  const camera = useCamera();
  const { state } = camera;
  if (state.kind === 'trouble') return <Trouble trouble={state.trouble} onAgain={camera.again} />;
  if (state.kind === 'starting') return <p role="status">{say('ui.photo.starting')}</p>;
  return <Live state={state} onNext={camera.next} onPicture={onPicture} />;
}

interface LiveProps {
  readonly state: Extract<Camera['state'], { kind: 'on' }>;
  readonly onNext: () => void;
  readonly onPicture: (jpeg: string) => void;
}

function Live({ state: { stream, others }, onNext, onPicture }: LiveProps) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const shoot = useRef<HTMLSpanElement>(null);
  const [canSee, setCanSee] = useState(false);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => shoot.current?.querySelector('button')?.focus(), [canSee]);
  const take = () => {
    const jpeg = video.current && takePicture(video.current);
    if (jpeg != null) onPicture(jpeg);
  };
  return (
    <div className="photo-keep">
      <video
        ref={video}
        className="photo-large"
        aria-label={say('ui.photo.camera')}
        autoPlay
        muted
        playsInline
        onLoadedData={() => setCanSee(true)}
      />
      <span className="photo-acts" ref={shoot}>
        <Button look="filled" disabled={!canSee} onClick={take}>
          {say('ui.photo.shoot')}
        </Button>
        {others > 0 && <Button onClick={onNext}>{say('ui.photo.other')}</Button>}
      </span>
    </div>
  );
}

function Trouble(about: { readonly trouble: CameraTrouble; readonly onAgain: () => void }) {
  const say = useSay();
  const words = `ui.photo.trouble.${about.trouble}`;
  const again = <Button onClick={about.onAgain}>{say('ui.photo.tryAgain')}</Button>;
  return (
    <Notice tone="alert" title={say(`${words}.text`)} action={again}>
      {say(`${words}.next`)}
    </Notice>
  );
}
