import { CircleCheckBig, CircleDashed } from 'lucide-react';
import type { ConnectionsView as Connected } from '../../../../contract/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { CopyLine } from '../parts/CopyLine.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { useGrantedTasks } from './SignInPanel.tsx';

type Permission = Connected['permissions'][number];

/** Task by task: what it needs of Graph, what was granted, and what is missing for what. */
export function PermissionList() {
  const say = useSay();
  const permissions = useWizardState(({ connected }) => connected?.permissions);
  return (
    <>
      <ul className="permission-list" aria-label={say('ui.connections.permissions.title')}>
        {permissions?.map((permission) => (
          <PermissionItem key={permission.task} permission={permission} />
        ))}
      </ul>
      <p className="muted small">{say('ui.connections.permissions.role')}</p>
      <Consent />
    </>
  );
}

function PermissionItem({ permission }: { readonly permission: Permission }) {
  const say = useSay();
  const { isNeeded, missing, scopes, task } = permission;
  return (
    <li className="permission">
      <div>
        <h3>{say(`ui.connections.task.${task}.name`)}</h3>
        <p className="muted small">{say(`ui.connections.task.${task}.text`)}</p>
        <ul className="scope-list">
          {scopes.map((scope) => (
            <Scope key={scope} name={scope} isGranted={!missing.includes(scope)} />
          ))}
        </ul>
      </div>
      <Asking isNeeded={isNeeded} isMissing={missing.length > 0} task={task} />
    </li>
  );
}

function Scope({ name, isGranted }: { readonly name: string; readonly isGranted: boolean }) {
  const say = useSay();
  const Shape = isGranted ? CircleCheckBig : CircleDashed;
  return (
    <li data-granted={isGranted || undefined}>
      <Shape size={16} aria-hidden="true" />
      <code translate="no">{name}</code>
      <span>
        {say(
          isGranted ? 'ui.connections.permissions.granted' : 'ui.connections.permissions.missing',
        )}
      </span>
    </li>
  );
}

interface AskingProps {
  readonly task: Permission['task'];
  readonly isNeeded: boolean;
  readonly isMissing: boolean;
}

/** Consent is asked for one task at a time, on top of what was granted before. */
function Asking({ task, isNeeded, isMissing }: AskingProps) {
  const wizard = useWizard();
  const say = useSay();
  const granted = useGrantedTasks();
  const auth = useWizardState(({ connected }) => connected?.connections.tenant?.auth.kind);
  const kind = useWizardState(({ connected }) => connected?.signIn.kind);
  if (!isNeeded) return <p className="muted small">{say('ui.connections.permissions.notUsed')}</p>;
  if (!isMissing) return null;
  if (auth !== 'delegated') {
    return <p className="muted small">{say('ui.connections.permissions.inPortal')}</p>;
  }
  const tasks = granted.includes(task) ? granted : [...granted, task];
  return (
    <ActButton
      place="signIn"
      isReading
      isDisabled={kind === 'browser' || kind === 'deviceCode'}
      onAct={() => wizard.signIn('browser', tasks)}
    >
      {say('ui.connections.permissions.ask')}
    </ActButton>
  );
}

function Consent() {
  const say = useSay();
  const url = useWizardState(({ connected }) => connected?.consentUrl ?? null);
  if (url === null) return null;
  return (
    <div className="consent">
      <p>{say('ui.connections.permissions.consentText')}</p>
      <CopyLine label={say('ui.connections.permissions.consentUrl')} text={url} />
      <div className="setup-row">
        <LinkButton url={url}>{say('ui.connections.permissions.consentOpen')}</LinkButton>
      </div>
    </div>
  );
}
