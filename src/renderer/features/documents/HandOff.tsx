import { useEffect, useState } from 'react';
import type { HandOffPage } from '../../../contract/documents.ts';
import { OUTCOMES } from '../../../core/sessions/outcome.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { groupsOf } from '../../ui/Serial.tsx';
import { absoluteTime } from '../../ui/time-text.ts';
import { QrImage } from './QrImage.tsx';

/** What two people sign at the end of a delivery. */
export function HandOff({ sessionId }: { readonly sessionId: string }) {
  const { engine } = useApp();
  const [page, setPage] = useState<HandOffPage>();
  useEffect(() => {
    let isHere = true;
    void engine.ask('documents.handOff', { sessionId }).then((answer) => {
      if (isHere && answer.ok) setPage(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [engine, sessionId]);
  return page ? <Page page={page} /> : null;
}

function Page({ page }: { readonly page: HandOffPage }) {
  const say = useSay();
  const language = useLanguage();
  const { bench, checkpoint, madeAt, session } = page;
  return (
    <article className="paper" aria-label={say('document.handOff.title')}>
      <header className="paper-head">
        <div>
          <p className="paper-kind">{say('document.handOff.title')}</p>
          <h1 className="paper-name">{session.name}</h1>
          <p>{absoluteTime(language, session.handOff?.at ?? madeAt)}</p>
        </div>
        {checkpoint && (
          <QrImage
            text={['RB1', bench, checkpoint.length, checkpoint.head].join(':')}
            title={say('document.reset.qr')}
          />
        )}
      </header>
      <Counts page={page} />
      <Boxes page={page} />
      <Lists page={page} />
      <Signatures page={page} />
      <section className="paper-ledger">
        <h2>{say('document.reset.ledger')}</h2>
        {checkpoint ? (
          <>
            <p>
              {say('document.handOff.checkpoint', { bench, length: String(checkpoint.length) })}
            </p>
            <p className="mono">{checkpoint.head}</p>
            <p className="mono">{checkpoint.signature}</p>
          </>
        ) : (
          <p>{say('document.reset.noCheckpoint')}</p>
        )}
        <p>{say('document.reset.madeAt', { time: absoluteTime(language, madeAt) })}</p>
      </section>
    </article>
  );
}

function Counts({ page: { manifests, tally } }: { readonly page: HandOffPage }) {
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  const rows: readonly (readonly [string, string])[] = [
    [say('ui.checkIn.received'), number(tally.received)],
    ...(tally.expected === null
      ? []
      : ([[say('document.handOff.expected'), number(tally.expected)]] as const)),
    ...OUTCOMES.map(
      (outcome) => [say(`ui.checkIn.count.${outcome}`), number(tally.counts[outcome])] as const,
    ),
    [say('ui.checkIn.scans'), number(tally.scanned)],
  ];
  return (
    <>
      <dl className="paper-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {manifests.map(({ source, rows: devices }) => (
        <p key={source}>{say('document.handOff.manifest', { source, devices: number(devices) })}</p>
      ))}
    </>
  );
}

function Boxes({ page: { tally } }: { readonly page: HandOffPage }) {
  const say = useSay();
  if (tally.boxes.length === 0) return null;
  return (
    <section>
      <h2>{say('ui.checkIn.boxes')}</h2>
      <table className="paper-table">
        <tbody>
          {tally.boxes.map((box) => (
            <tr key={box.boxId}>
              <th scope="row">{box.name}</th>
              <td>{[box.destination, box.place].filter(Boolean).join(' · ')}</td>
              <td>{say(box.isOpen ? 'ui.checkIn.box.open' : 'ui.checkIn.box.closed')}</td>
              <td>{say('ui.checkIn.devices', { count: box.devices })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Lists({ page }: { readonly page: HandOffPage }) {
  const lists = [
    ['missing', page.missing.map(({ serial }) => serial)],
    ['unexpected', page.unexpected],
    ['hazards', page.hazards],
  ] as const;
  return lists.map(
    ([name, serials]) => serials.length > 0 && <Serials key={name} name={name} serials={serials} />,
  );
}

function Serials({
  name,
  serials,
}: {
  readonly name: string;
  readonly serials: readonly string[];
}) {
  const say = useSay();
  return (
    <section>
      <h2>{say(`document.handOff.${name}`)}</h2>
      <ul className="paper-serials mono">
        {serials.map((serial) => (
          <li key={serial}>{groupsOf(serial).join(' ')}</li>
        ))}
      </ul>
    </section>
  );
}

function Signatures({ page: { session } }: { readonly page: HandOffPage }) {
  const say = useSay();
  const { handOff } = session;
  return (
    <section className="paper-signatures">
      <p>
        {say('document.handOff.from')}
        <strong>{handOff?.handedBy}</strong>
      </p>
      <p>
        {say('document.handOff.to')}
        <strong>{handOff?.takenBy}</strong>
      </p>
    </section>
  );
}
