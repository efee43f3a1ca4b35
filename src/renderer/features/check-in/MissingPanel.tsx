import { useEffect, useState } from 'react';
import type { SessionView } from '../../../contract/check-in.ts';
import type { ManifestRow } from '../../../core/sessions/manifest-row.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Serial } from '../../ui/Serial.tsx';

const SHOWN = 200;

/** Who is expected and not here yet; folded away until somebody asks. */
export function MissingPanel({ session }: { readonly session: SessionView }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const { missing } = session.tally;
  if (missing === 0) return null;
  return (
    <details className="missing" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('ui.checkIn.missingList', { count: missing })}</summary>
      {isOpen && <MissingRows session={session} />}
    </details>
  );
}

function MissingRows({ session: { sessionId, tally } }: { readonly session: SessionView }) {
  const { engine } = useApp();
  const [rows, setRows] = useState<readonly ManifestRow[]>([]);
  useEffect(() => {
    let isHere = true;
    void engine.ask('checkIn.missing', { sessionId, limit: SHOWN }).then((answer) => {
      if (isHere && answer.ok) setRows(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [engine, sessionId, tally.missing]);
  return (
    <ol className="missing-rows">
      {rows.map((row) => (
        <li key={row.serial}>
          <Serial serial={row.serial} />
          <span className="muted">
            {[row.assetTag, row.user, row.box].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}
