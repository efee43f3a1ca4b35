import type { RecordList } from '../../../contract/documents.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { groupsOf } from '../../ui/Serial.tsx';
import { absoluteTime } from '../../ui/time-text.ts';

/** As many pages as one document holds; more are made box by box. */
export const MOST_RECORDS = 1_000;

type Line = RecordList['devices'][number];

/** The first page of many records: whoever takes them over sees which devices are among them, and which are not and why. */
export function RecordListPage({ list }: { readonly list: RecordList }) {
  const say = useSay();
  const language = useLanguage();
  const { bench, box, devices, madeAt, session } = list;
  const proven = devices.filter(({ record }) => record);
  const lacking = devices.filter(({ record }) => !record);
  const about = [session, box?.destination].filter(Boolean).join(' · ');
  return (
    <article className="paper" aria-label={say('document.records.title')}>
      <header className="paper-head">
        <div>
          <p className="paper-kind">{say('document.records.title')}</p>
          <h1 className="paper-name">{box?.name ?? session ?? bench}</h1>
          <p>{box ? about : absoluteTime(language, madeAt)}</p>
        </div>
      </header>
      <p className="paper-sum">
        {say('document.records.sum', {
          proven: proven.length.toLocaleString(language),
          count: devices.length,
        })}
      </p>
      {proven.length > MOST_RECORDS && (
        <p>{say('document.records.cut', { most: MOST_RECORDS.toLocaleString(language) })}</p>
      )}
      <Lines title={say('document.records.without')} devices={lacking} />
      <Lines title={say('document.records.with')} devices={proven} />
      <p className="paper-made">
        {say('document.records.madeBy', { bench, time: absoluteTime(language, madeAt) })}
      </p>
    </article>
  );
}

function Lines({ title, devices }: { readonly title: string; readonly devices: readonly Line[] }) {
  if (devices.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table className="paper-table">
        <tbody>
          {devices.map((line) => (
            <tr key={line.serial}>
              <th scope="row" className="mono">
                {groupsOf(line.serial).join(' ')}
              </th>
              <td>{line.model}</td>
              <Proof line={line} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How well its reset is proven, or what there is instead. */
function Proof({ line: { lacks, record } }: { readonly line: Line }) {
  const say = useSay();
  const language = useLanguage();
  if (!record) return <td colSpan={2}>{say(`document.records.lacks.${lacks ?? 'notBegun'}`)}</td>;
  return (
    <>
      <td>
        {say(`document.reset.level.${record.level}.title`)}
        {record.isOfEarlierStay && ` · ${say('document.records.earlier')}`}
      </td>
      <td>{absoluteTime(language, record.recordedAt)}</td>
    </>
  );
}
