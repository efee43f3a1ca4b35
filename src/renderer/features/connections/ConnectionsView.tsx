import { useAppState } from '../../app/AppContext.tsx';
import { useBenchNow } from '../../app/bench-time.ts';
import { useSay } from '../../app/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AppleStep } from './apple/AppleStep.tsx';
import { MicrosoftStep } from './microsoft/MicrosoftStep.tsx';
import { ActButton } from './parts/ActButton.tsx';
import { PlaceFailure } from './parts/PlaceFailure.tsx';
import { StepList } from './parts/StepList.tsx';
import { UnkeptNotice } from './parts/UnkeptNotice.tsx';
import { ProfilesStep } from './profiles/ProfilesStep.tsx';
import { ReadyStep } from './ready/ReadyStep.tsx';
import { TargetsStep } from './targets/TargetsStep.tsx';
import { TokenStep } from './tokens/TokenStep.tsx';
import { stepStates } from './wizard/step-states.ts';
import {
  useFailure,
  usePolicy,
  useReading,
  useWizard,
  useWizardState,
} from './wizard/use-wizard.ts';
import type { StepName } from './wizard/wizard-state.ts';
import './cards.css';
import './connections.css';
import './fields.css';
import './lists.css';
import './report.css';

const STEPS: Readonly<Record<StepName, () => React.JSX.Element>> = {
  apple: AppleStep,
  microsoft: MicrosoftStep,
  token: TokenStep,
  targets: TargetsStep,
  profiles: ProfilesStep,
  ready: ReadyStep,
};

/** What this bench is connected to, step by step: at the left how far it is, at the right one step at a time. */
export function ConnectionsView() {
  useReading();
  const wizard = useWizard();
  const say = useSay();
  const step = useWizardState((state) => state.step);
  const hasFailed = useFailure('read') !== undefined;
  if (step) return <Steps step={step} />;
  return (
    <div className="connections-unread">
      <h1>{say('ui.connections.title')}</h1>
      {hasFailed ? (
        <>
          <PlaceFailure place="read" />
          <ActButton place="read" isReading look="filled" onAct={wizard.begin}>
            {say('ui.connections.again')}
          </ActButton>
        </>
      ) : (
        <p className="muted" role="status">
          {say('ui.connections.reading')}
        </p>
      )}
    </div>
  );
}

function Steps({ step }: { readonly step: StepName }) {
  const Step = STEPS[step];
  return (
    <div className="connections">
      <Progress />
      <div className="connections-main">
        <div className="connections-notices">
          <Circumstances />
          <UnkeptNotice />
        </div>
        <Step key={step} />
      </div>
    </div>
  );
}

function Progress() {
  const connected = useWizardState((state) => state.connected);
  const choices = useWizardState((state) => state.choices);
  const reports = useWizardState((state) => state.reports);
  const policy = usePolicy();
  const now = useBenchNow(60_000);
  if (!connected || !policy) return null;
  return <StepList states={stepStates({ connected, choices, reports, policy, now })} />;
}

/** What is true of the whole wizard here, and changes what can be done in it. */
function Circumstances() {
  const say = useSay();
  const isManaged = useWizardState(({ connected }) => connected?.isManaged ?? false);
  const isSandbox = useAppState(({ status }) => status?.value.mode === 'sandbox');
  return (
    <>
      {isSandbox && (
        <Notice title={say('ui.connections.sandbox.title')}>
          {say('ui.connections.sandbox.text')}
        </Notice>
      )}
      {isManaged && (
        <Notice title={say('ui.connections.managed.title')}>
          {say('ui.connections.managed.text')}
        </Notice>
      )}
    </>
  );
}
