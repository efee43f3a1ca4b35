import { useEffect, useState } from 'react';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { pictureUrl } from './take-picture.ts';
import './photo.css';

interface PhotoProps {
  readonly sha256: string;
  /** What it is, for who cannot see it. */
  readonly label: string;
}

/** A picture that was kept, small; a press makes it large and small again. */
export function Photo({ sha256, label }: PhotoProps) {
  const { engine } = useApp();
  const say = useSay();
  const [jpeg, setJpeg] = useState<string>();
  const [trouble, setTrouble] = useState<Failure>();
  const [isLarge, setLarge] = useState(false);
  useEffect(() => {
    let isHere = true;
    void engine.ask('checkIn.readPhoto', { sha256 }).then((answer) => {
      if (!isHere) return;
      setJpeg(answer.ok ? answer.value.jpeg : undefined);
      setTrouble(answer.ok ? undefined : answer.error);
    });
    return () => {
      isHere = false;
    };
  }, [engine, sha256]);
  if (trouble) return <p className="photo-missing">{say(`failure.${trouble.code}.text`)}</p>;
  return (
    <button
      type="button"
      className="photo"
      aria-expanded={isLarge}
      onClick={() => setLarge(!isLarge)}
    >
      {jpeg === undefined ? (
        <span className="visually-hidden">{label}</span>
      ) : (
        <img src={pictureUrl(jpeg)} alt={label} />
      )}
    </button>
  );
}
