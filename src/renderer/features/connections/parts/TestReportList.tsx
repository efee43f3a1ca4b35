import { CircleCheckBig, CircleDashed, OctagonX, TriangleAlert } from 'lucide-react';
import type { Check, TestReport } from '../../../../core/setup/checks.ts';
import { useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useWizardState } from '../wizard/use-wizard.ts';
import { OwnWords } from './OwnWords.tsx';

const SHAPES = {
  holds: CircleCheckBig,
  warns: TriangleAlert,
  fails: OctagonX,
  skipped: CircleDashed,
} as const satisfies Record<Check['outcome'], typeof CircleDashed>;

interface ReportProps {
  /** The part of the page that was tested. */
  readonly place: string;
  /** Only these checks, where a page speaks of no others; and what failed, because it stands before them. */
  readonly only?: readonly Check['code'][];
}

/** Check by check: what holds, what warns, what fails, with the cause and the next step. */
export function TestReportList({ place, only }: ReportProps) {
  const say = useSay();
  const report = useWizardState(({ reports }) => reports[place]);
  if (!report) return null;
  const checks = report.checks.filter(
    ({ code, outcome }) => !only || only.includes(code) || outcome === 'fails',
  );
  return (
    <div className="test-report" role="status">
      <p className="muted small">
        {/* Last, for it may end with the full stop of an abbreviation. */}
        {summary(report, say)} {say('ui.connections.tested')}{' '}
        <RelativeTime at={report.testedAt} isPast />
      </p>
      <ul className="test-checks" aria-label={say('ui.connections.report')}>
        {checks.map((check, index) => (
          <CheckLine key={`${check.code} ${index}`} check={check} />
        ))}
      </ul>
    </div>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const say = useSay();
  const Shape = SHAPES[check.outcome];
  return (
    <li className="test-check" data-outcome={check.outcome}>
      <Shape size={20} aria-hidden="true" />
      <div>
        <p>
          <span className="check-name">{say(`check.${check.code}`)}</span>{' '}
          <span className="check-word">{say(`ui.connections.outcome.${check.outcome}`)}</span>
        </p>
        {check.causes.map(({ code, params }, index) => (
          // Several profiles may be odd in the same way.
          <div key={`${code} ${index}`} className="cause">
            <p>{say(`cause.${code}.text`, params)}</p>
            <p className="cause-next">{say(`cause.${code}.next`, params)}</p>
          </div>
        ))}
        {check.detail !== undefined && <OwnWords text={check.detail} />}
      </div>
    </li>
  );
}

function summary({ checks }: TestReport, say: ReturnType<typeof useSay>): string {
  const count = checks.filter(({ outcome }) => outcome === 'fails').length;
  return count === 0
    ? say('ui.connections.nothingFails')
    : say('ui.connections.someFail', { count });
}
