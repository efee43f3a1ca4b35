import { useState, type ReactNode } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';

interface ChartFigureProps {
  readonly title: string;
  readonly text: string;
  /** Of the table: one heading each. */
  readonly columns: readonly string[];
  /** The same numbers as in the chart, as they are to be read. */
  readonly rows: readonly (readonly string[])[];
  /** Beside the choice of chart or table. */
  readonly choice?: ReactNode;
  readonly children: ReactNode;
}

/** A chart that can be read as a table, by whoever cannot or does not want to see it. */
export function ChartFigure({ title, text, columns, rows, choice, children }: ChartFigureProps) {
  const say = useSay();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  return (
    <section className="campaign-part chart-figure" aria-label={title}>
      <div className="campaign-part-head">
        <h2>{title}</h2>
        <div className="chart-choices">
          {choice}
          <Segmented
            label={say('ui.progress.shownAs', { title })}
            value={shown}
            options={[
              { value: 'chart', label: say('ui.progress.chart') },
              { value: 'table', label: say('ui.progress.table') },
            ]}
            onChange={setShown}
          />
        </div>
      </div>
      <p className="muted">{text}</p>
      {shown === 'chart' ? (
        // Its numbers are in the table; read aloud, a chart is a heap of ticks.
        <div className="chart" aria-hidden="true">
          {children}
        </div>
      ) : (
        <ChartTable title={title} columns={columns} rows={rows} />
      )}
    </section>
  );
}

type ChartTableProps = Pick<ChartFigureProps, 'title' | 'columns' | 'rows'>;

export function ChartTable({ title, columns, rows }: ChartTableProps) {
  return (
    <div className="chart-table">
      <table aria-label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
