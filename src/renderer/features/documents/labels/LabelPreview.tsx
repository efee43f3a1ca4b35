import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../contract/calls.ts';
import type { LabelWish } from '../../../../contract/documents.ts';
import type { Failure } from '../../../../contract/protocol.ts';
import type { LabelLack } from '../../../../core/labels/label.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';

type Preview = OutputOf<'documents.labelPreview'>;

/** Screen pixels to a millimetre: about as large as the label is. */
const SHOWN = 4;

interface LabelPreviewProps {
  readonly wish: LabelWish;
  /** How many devices the box holds: a label of it says so. */
  readonly devices: number;
}

/** The first of the labels as the printer would draw it, and what of them does not fit. */
export function LabelPreview({ devices, wish }: LabelPreviewProps) {
  const say = useSay();
  const { preview, trouble } = usePreview(wish, devices);
  if (trouble) return <FailureNotice trouble={trouble} />;
  if (!preview) return null;
  const { height, label, lacks, png, width } = preview;
  if (!png || !label) return <p className="muted">{say('ui.document.noLabels')}</p>;
  const text = [label.title, ...label.lines].join(', ');
  return (
    <div className="label-preview">
      <img
        src={`data:image/png;base64,${png}`}
        alt={say('ui.document.previewOf', { text })}
        width={Math.round(width * SHOWN)}
        height={Math.round(height * SHOWN)}
      />
      <Lacks lacks={lacks} />
    </div>
  );
}

/** What does not fit on the paper, and what to do about it. */
export function Lacks({ lacks }: { readonly lacks: readonly LabelLack[] }) {
  const say = useSay();
  if (lacks.length === 0) return null;
  const sentences = lacks.map((lack) => say(`ui.document.lacks.${lack}`));
  return (
    <Notice title={say('ui.document.doesNotFit')}>
      {[...sentences, say('ui.document.lacks.next')].join(' ')}
    </Notice>
  );
}

/** Asked again with each change of what it shows; an answer that comes too late is not shown. */
function usePreview(wish: LabelWish, devices: number) {
  const { engine } = useApp();
  const { boxId, density, language, of, sessionId, size, template } = wish;
  const [known, setKnown] = useState<{ preview?: Preview; trouble?: Failure }>({});
  useEffect(() => {
    let isWanted = true;
    const input = { boxId, density, language, of, sessionId, size, template };
    void engine.ask('documents.labelPreview', input).then((answer) => {
      if (isWanted) setKnown(answer.ok ? { preview: answer.value } : { trouble: answer.error });
    });
    return () => {
      isWanted = false;
    };
  }, [engine, boxId, density, devices, language, of, sessionId, size, template]);
  return known;
}
