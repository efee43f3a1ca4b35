import type { ManifestPreview } from '../../../contract/check-in.ts';
import { MANIFEST_FIELDS, type ManifestRow } from '../../../core/sessions/manifest-row.ts';
import { useSay, type Say } from '../../app/language.tsx';

/** How a list was understood: its columns, its first devices, and each line that is not taken, with why. */
export function PreviewTable({ preview }: { readonly preview: ManifestPreview }) {
  const say = useSay();
  const { bad, columns, good, problems, sample, source } = preview;
  const known = MANIFEST_FIELDS.filter((field) => columns.some((column) => column.field === field));
  const unread = columns.filter(({ field, header }) => field === null && header !== '');
  return (
    <section aria-label={say('ui.checkIn.manifest.preview')}>
      <p role="status">
        <strong>{source}</strong>{' '}
        {say('ui.checkIn.manifest.sum', { good: String(good), bad: String(bad) })}
      </p>
      {unread.length > 0 && (
        <p className="muted">
          {say('ui.checkIn.manifest.unread', {
            columns: unread.map(({ header }) => header).join(', '),
          })}
        </p>
      )}
      <Devices known={known} sample={sample} />
      {problems.length > 0 && <Problems problems={problems} />}
    </section>
  );
}

type Fields = readonly (keyof ManifestRow)[];

function Devices({ known, sample }: { readonly known: Fields } & Pick<ManifestPreview, 'sample'>) {
  const say = useSay();
  return (
    <div className="preview-scroll">
      <table className="preview">
        <thead>
          <tr>
            {known.map((field) => (
              <th key={field} scope="col">
                {say(`ui.checkIn.field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row) => (
            <tr key={row.serial}>
              {known.map((field) => (
                <td key={field}>{cellOf(row, field, say)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Problems({ problems }: Pick<ManifestPreview, 'problems'>) {
  const say = useSay();
  return (
    <ol className="preview-problems" aria-label={say('ui.checkIn.manifest.problems')}>
      {problems.map(({ line, code, field, cell }) => (
        <li key={`${line} ${code}`}>
          {say(`ui.checkIn.problem.${code}`, {
            line: String(line),
            field: say(`ui.checkIn.field.${field}`),
            cell,
          })}
        </li>
      ))}
    </ol>
  );
}

function cellOf(row: ManifestRow, field: keyof ManifestRow, say: Say): string {
  const value = row[field];
  if (typeof value === 'boolean') return say(value ? 'ui.yes' : 'ui.no');
  return value ?? '';
}
