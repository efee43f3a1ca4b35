import type { Earcon } from './earcons.ts';

export interface SoundPlayer {
  /** Plays after the next frame, so that a sound never delays the picture it belongs to. */
  play(earcon: Earcon): void;
  /** The last one once more. */
  repeat(): void;
  /** 0 is off, 1 is the loudest. */
  setVolume(volume: number): void;
}

/** Plays files of equal loudness. A machine without a speaker stays silent and goes on. */
export function createSoundPlayer(urls: Readonly<Record<Earcon, string>>): SoundPlayer {
  const loaded = new Map<Earcon, HTMLAudioElement>();
  let volume = 0;
  let last: Earcon | undefined;
  const start = (earcon: Earcon) => {
    if (volume === 0) return;
    const audio = loaded.get(earcon) ?? new Audio(urls[earcon]);
    loaded.set(earcon, audio);
    audio.volume = volume;
    audio.currentTime = 0;
    audio.play().catch(() => undefined);
  };
  const afterPaint = (earcon: Earcon) => requestAnimationFrame(() => setTimeout(start, 0, earcon));
  return {
    play(earcon) {
      last = earcon;
      afterPaint(earcon);
    },
    repeat() {
      if (last) afterPaint(last);
    },
    setVolume(next) {
      volume = next;
    },
  };
}
