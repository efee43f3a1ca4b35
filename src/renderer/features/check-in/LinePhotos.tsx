import type { CheckInLine } from '../../../contract/check-in.ts';
import { useSay } from '../../app/language.tsx';
import { Photo } from '../photos/Photo.tsx';

/** The pictures of a device; the same one kept twice is one. */
export function LinePhotos({ line: { photos, serial } }: { readonly line: CheckInLine }) {
  const say = useSay();
  if (photos.length === 0) return null;
  return (
    <div className="photos">
      {[...new Set(photos)].map((sha256, index) => (
        <Photo
          key={sha256}
          sha256={sha256}
          label={say('ui.photo.shown', { number: String(index + 1), code: serial ?? '' })}
        />
      ))}
    </div>
  );
}
