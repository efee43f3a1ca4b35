import { useCallback, useEffect, useState } from 'react';

export type CameraTrouble = 'noCamera' | 'refused' | 'busy' | 'lost';

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly stream: MediaStream; readonly others: number }
  | { readonly kind: 'trouble'; readonly trouble: CameraTrouble };

export interface Camera {
  readonly state: CameraState;
  again(): void;
  /** Goes on to the next camera. */
  next(): void;
}

/** The one that was chosen last, for as long as the window lives. */
let chosen: string | undefined;

/** A camera that is on for as long as the component is there, and not a moment longer. */
export function useCamera(): Camera {
  const [state, setState] = useState<CameraState>({ kind: 'starting' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isHere = true;
    const begin = async () => {
      const started = await startCamera();
      if (started.kind === 'on') stream = started.stream;
      if (!isHere) return stop(stream);
      // A camera that is pulled out says nothing but this.
      stream?.getVideoTracks()[0]?.addEventListener('ended', () => {
        if (isHere) setState({ kind: 'trouble', trouble: 'lost' });
      });
      setState(started);
    };
    void begin();
    return () => {
      isHere = false;
      stop(stream);
    };
  }, [attempt]);
  const again = useCallback(() => {
    setState({ kind: 'starting' });
    setAttempt((before) => before + 1);
  }, []);
  const next = useCallback(() => void chooseNext().then(again), [again]);
  return { state, again, next };
}

async function startCamera(): Promise<CameraState> {
  const size = { width: { ideal: 1_600 }, height: { ideal: 1_200 } };
  const video = chosen === undefined ? size : { ...size, deviceId: { ideal: chosen } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    chosen = stream.getVideoTracks()[0]?.getSettings().deviceId ?? chosen;
    return { kind: 'on', stream, others: (await cameras()).length - 1 };
  } catch (error) {
    return { kind: 'trouble', trouble: troubleOf(error) };
  }
}

async function cameras(): Promise<readonly MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}

async function chooseNext(): Promise<void> {
  const all = await cameras();
  const now = all.findIndex(({ deviceId }) => deviceId === chosen);
  chosen = all[(now + 1) % all.length]?.deviceId;
}

/** What getUserMedia says of its refusal (https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia). */
function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'noCamera';
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
