import { CircleCheckBig, CircleDashed, CircleMinus } from 'lucide-react';
import type { ConnectionsView } from '../../../../contract/connections.ts';
import { TASKS, type Task } from '../../../../core/setup/permissions.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { missingFor, type Missing } from '../wizard/missing.ts';
import { usePolicy, useWizard, useWizardState } from '../wizard/use-wizard.ts';

const TASK_NAMES = Object.keys(TASKS) as Task[]; // the keys of this very table

/** Task by task, whether it can be done, and what it still needs, with the way there. */
export function TaskList() {
  const say = useSay();
  const connected = useWizardState((state) => state.connected);
  const choices = useWizardState((state) => state.choices);
  const policy = usePolicy();
  if (!connected || !policy) return null;
  return (
    <ul className="task-list" aria-label={say('ui.connections.ready.tasks')}>
      {TASK_NAMES.map((task) => (
        <TaskItem
          key={task}
          task={task}
          missing={missingFor(task, { connected, choices, policy })}
          isUnused={asksOfNobody(task, connected)}
        />
      ))}
    </ul>
  );
}

/** What this tenant asks of nobody is not missing; that the wipe is switched off says its own item. */
function asksOfNobody(task: Task, { permissions }: ConnectionsView): boolean {
  return task === 'approve' && permissions.some((each) => each.task === task && !each.isNeeded);
}

interface TaskItemProps {
  readonly task: Task;
  readonly missing: readonly Missing[];
  readonly isUnused: boolean;
}

function TaskItem({ task, missing, isUnused }: TaskItemProps) {
  const say = useSay();
  const isReady = missing.length === 0;
  if (!isReady && isUnused) return <UnusedTask task={task} />;
  const Shape = isReady ? CircleCheckBig : CircleDashed;
  return (
    <li className="setup-task" data-ready={isReady || undefined}>
      <Shape size={20} aria-hidden="true" />
      <div>
        <p>
          <strong>{say(`ui.connections.task.${task}.name`)}</strong>{' '}
          <span className="muted">
            {say(isReady ? 'ui.connections.ready.possible' : 'ui.connections.ready.notYet')}
          </span>
        </p>
        {!isReady && (
          <ul className="missing-list">
            {missing.map((each) => (
              <MissingItem key={`${each.code} ${JSON.stringify(each.params)}`} missing={each} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function UnusedTask({ task }: { readonly task: Task }) {
  const say = useSay();
  return (
    <li className="setup-task">
      <CircleMinus size={20} aria-hidden="true" />
      <p>
        <strong>{say(`ui.connections.task.${task}.name`)}</strong>{' '}
        <span className="muted">{say('ui.connections.ready.notUsed')}</span>
      </p>
    </li>
  );
}

function MissingItem({ missing: { code, params, step } }: { readonly missing: Missing }) {
  const wizard = useWizard();
  const say = useSay();
  const { family } = params;
  const words =
    family === undefined ? params : { ...params, family: say(`ui.connections.family.${family}`) };
  return (
    <li>
      {say(`ui.connections.missing.${code}`, words)}{' '}
      {step !== 'ready' && (
        <Button look="plain" onClick={() => wizard.goTo(step)}>
          {say('ui.connections.goThere', { step: say(`ui.connections.step.${step}.name`) })}
        </Button>
      )}
    </li>
  );
}
