import { useState } from 'react';
import type { ManifestPreview, SessionView } from '../../../contract/check-in.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PasteList } from './PasteList.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { useManifest } from './use-manifest.ts';

/** What is expected: a list is chosen or pasted, looked at, and only then taken. */
export function ManifestPanel({ session }: { readonly session: SessionView }) {
  const say = useSay();
  const { preview, trouble, read, choose, take, drop } = useManifest(session.sessionId);
  const [isPasting, setPasting] = useState(false);
  const readPasted = async (text: string) => {
    if (await read({ source: say('ui.checkIn.manifest.pasted'), text })) setPasting(false);
  };
  if (session.handOff) return null;
  return (
    <>
      <span className="manifest-buttons">
        <Button onClick={() => void choose()}>{say('ui.checkIn.manifest.choose')}</Button>
        <Button look="plain" aria-expanded={isPasting} onClick={() => setPasting(!isPasting)}>
          {say('ui.checkIn.manifest.paste')}
        </Button>
      </span>
      {(trouble ?? preview ?? isPasting) !== false && (
        <div className="manifest">
          {trouble && <FailureNotice trouble={trouble} />}
          {isPasting && <PasteList onList={(text) => void readPasted(text)} />}
          {preview && <Preview preview={preview} onTake={() => void take()} onDrop={drop} />}
        </div>
      )}
    </>
  );
}

interface PreviewProps {
  readonly preview: ManifestPreview;
  readonly onTake: () => void;
  readonly onDrop: () => void;
}

function Preview({ preview, onTake, onDrop }: PreviewProps) {
  const say = useSay();
  return (
    <>
      <PreviewTable preview={preview} />
      <div className="manifest-buttons">
        <Button look="filled" onClick={onTake}>
          {say('ui.checkIn.manifest.take', { count: preview.good })}
        </Button>
        <Button onClick={onDrop}>{say('ui.checkIn.manifest.drop')}</Button>
      </div>
    </>
  );
}
