import { LARGEST_PHOTO, LONGEST_SIDE } from '../../../contract/check-in.ts';

const PREFIX = 'data:image/jpeg;base64,';
/** The first is as good as a person sees; the others are for what is too large. */
const QUALITIES = [0.85, 0.6, 0.35];

/**
 * What the camera shows now, as a JPEG in base64, not larger than the engine keeps. Drawn anew pixel by pixel, it carries
 * nothing of what a camera writes beside the picture. Undefined while there is nothing to see.
 */
export function takePicture(video: HTMLVideoElement): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return undefined;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const url = canvas.toDataURL('image/jpeg', quality);
    if (isSmallEnough(url)) return url.slice(PREFIX.length);
  }
  return undefined;
}

export function pictureUrl(jpeg: string): string {
  return `${PREFIX}${jpeg}`;
}

function isSmallEnough(url: string): boolean {
  return url.startsWith(PREFIX) && ((url.length - PREFIX.length) * 3) / 4 <= LARGEST_PHOTO;
}
