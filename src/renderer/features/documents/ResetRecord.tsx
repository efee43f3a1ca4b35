import type { ResetRecordPage } from '../../../contract/documents.ts';
import { eventSentence } from '../../../core/custody/event-sentence.ts';
import { recordCodeText } from '../../../core/identifiers/record-code.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { groupsOf } from '../../ui/Serial.tsx';
import { absoluteTime } from '../../ui/time-text.ts';
import { QrImage } from './QrImage.tsx';

/** One page: what was done, by whom, when, how well it is proven, and where it stands on record. */
export function ResetRecord({ record }: { readonly record: ResetRecordPage }) {
  const say = useSay();
  const { serial, model, level, eraseStandard } = record;
  return (
    <article className="paper" aria-label={say('document.reset.title')}>
      <header className="paper-head">
        <div>
          <p className="paper-kind">{say('document.reset.title')}</p>
          <h1>{groupsOf(serial).join(' ')}</h1>
          <p>{model}</p>
        </div>
        <QrImage text={proofOf(record)} title={say('document.reset.qr')} />
      </header>
      <section>
        <h2>{say(`document.reset.level.${level}.title`)}</h2>
        <p>{say(`document.reset.level.${level}.text`)}</p>
      </section>
      <Facts record={record} />
      {eraseStandard && <p>{say('document.reset.standard', { standard: eraseStandard })}</p>}
      <Story record={record} />
      <OnRecord record={record} />
      <Raw record={record} />
    </article>
  );
}

/** What the verifier asks for: the place in the ledger and its hash. */
function proofOf({ serial, ledger }: ResetRecordPage): string {
  return recordCodeText({ serial, ...ledger });
}

function Facts({ record }: { readonly record: ResetRecordPage }) {
  const say = useSay();
  const language = useLanguage();
  const { ecid, enrolled, erasedAt, operator, recordedAt, startedAt } = record;
  const time = (at: number) => absoluteTime(language, at);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['method', say('document.reset.byHand')],
    ['operator', operator],
    ['startedAt', startedAt === undefined ? undefined : time(startedAt)],
    ['erasedAt', erasedAt === undefined ? undefined : time(erasedAt)],
    ['recordedAt', time(recordedAt)],
    [
      'enrolledAt',
      enrolled && `${time(enrolled.at)}${enrolled.profileName ? ` (${enrolled.profileName})` : ''}`,
    ],
    ['ecid', ecid],
  ];
  return (
    <dl className="paper-facts">
      {facts.flatMap(([name, value]) =>
        value === undefined || value === ''
          ? []
          : [
              <div key={name}>
                <dt>{say(`document.reset.fact.${name}`)}</dt>
                <dd>{value}</dd>
              </div>,
            ],
      )}
    </dl>
  );
}

function Story({ record: { events } }: { readonly record: ResetRecordPage }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <section>
      <h2>{say('document.reset.story')}</h2>
      <ol className="paper-story">
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={new Date(event.at).toISOString()}>
              {absoluteTime(language, event.at)}
            </time>{' '}
            {eventSentence(language, event)}
          </li>
        ))}
      </ol>
    </section>
  );
}

function OnRecord({ record: { ledger, madeAt } }: { readonly record: ResetRecordPage }) {
  const say = useSay();
  const language = useLanguage();
  const { checkpoint } = ledger;
  return (
    <section className="paper-ledger">
      <h2>{say('document.reset.ledger')}</h2>
      <p>
        {say('document.reset.place', { bench: ledger.bench, sequence: String(ledger.sequence) })}
      </p>
      <p className="mono">{ledger.hash}</p>
      <p>
        {checkpoint
          ? say('document.reset.checkpoint', { length: String(checkpoint.length) })
          : say('document.reset.noCheckpoint')}
      </p>
      {checkpoint && <p className="mono">{checkpoint.signature}</p>}
      <p>{say('document.reset.madeAt', { time: absoluteTime(language, madeAt) })}</p>
    </section>
  );
}

function Raw({ record: { raw } }: { readonly record: ResetRecordPage }) {
  const say = useSay();
  const answers = Object.entries(raw);
  if (answers.length === 0) return null;
  return (
    <section>
      <h2>{say('document.reset.raw')}</h2>
      <dl className="paper-raw mono">
        {answers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
