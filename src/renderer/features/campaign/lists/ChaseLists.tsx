import { useState } from 'react';
import type { ChaseList, ChaseRow } from '../../../../contract/chase.ts';
import type { Say } from '../../../app/language.tsx';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Serial } from '../../../ui/Serial.tsx';
import { useAsked } from '../feed/use-asked.ts';
import { TakeRows } from '../TakeRows.tsx';
import { SerialActs } from './SerialActs.tsx';

const USUAL_DAYS = 7;
/** As many as a person looks through; the file has them all. */
const SHOWN = 50;

/** Lists that somebody must chase: each says whom to ask, and what for. */
export function ChaseLists() {
  const say = useSay();
  const [days, setDays] = useState(USUAL_DAYS);
  const { value, failure } = useAsked('chase.lists', { days });
  return (
    <>
      {failure && <FailureNotice trouble={failure} />}
      {value?.map((list) => (
        <Chase key={list.kind} list={list}>
          {list.kind === 'notEnrolled' && (
            <label className="chase-days">
              {say('ui.chase.days')}
              <input
                type="number"
                min={1}
                max={90}
                value={days}
                onChange={(event) => {
                  const wanted = event.target.valueAsNumber;
                  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 90) setDays(wanted);
                }}
              />
            </label>
          )}
        </Chase>
      ))}
    </>
  );
}

interface ChaseProps {
  readonly list: ChaseList;
  readonly children?: React.ReactNode;
}

function Chase({ list: { kind, count, rows }, children }: ChaseProps) {
  const say = useSay();
  const language = useLanguage();
  const title = say(`chase.${kind}.title`);
  return (
    <section className="campaign-part" aria-label={title}>
      <div className="campaign-part-head">
        <h2>
          {title} <span className="chase-count number">{count.toLocaleString(language)}</span>
        </h2>
        {children}
      </div>
      {count === 0 && <p className="muted">{say(`chase.${kind}.none`)}</p>}
      {count > 0 && (
        <>
          <p className="muted">{say(`chase.${kind}.text`)}</p>
          <Rows kind={kind} rows={rows.slice(0, SHOWN)} />
          {count > SHOWN && (
            <p className="muted small">{say('ui.campaign.jobs.more', { count: count - SHOWN })}</p>
          )}
          <div className="chase-acts">
            <TakeRows rows={() => tableOf(kind, rows, say)} name={`${kind}.csv`} />
            <SerialActs title={title} serials={rows.map(({ serial }) => serial)} />
          </div>
        </>
      )}
    </section>
  );
}

function Rows({ kind, rows }: Pick<ChaseList, 'kind' | 'rows'>) {
  const say = useSay();
  return (
    <table className="chase-table">
      <thead>
        <tr>
          {['serial', 'model', 'person', 'what', 'since'].map((column) => (
            <th key={column} scope="col">
              {say(`ui.chase.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.serial}>
            <th scope="row">
              <Serial serial={row.serial} />
            </th>
            <td>{row.model}</td>
            <td>{row.person ?? '–'}</td>
            <td>{say(`chase.${kind}.row`, row.params)}</td>
            <td>{row.since === null ? '–' : <RelativeTime at={row.since} isPast />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The header is for programs, and the same in every language. */
function tableOf(kind: ChaseList['kind'], rows: readonly ChaseRow[], say: Say) {
  const lines = rows.map(({ serial, model, person, since, params }) => [
    serial,
    model,
    person ?? '',
    say(`chase.${kind}.row`, params),
    since === null ? '' : new Date(since).toISOString(),
  ]);
  return [['serial', 'model', 'person', 'what', 'since'], ...lines];
}
