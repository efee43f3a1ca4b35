import type { Choices, ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Task } from '../../../../core/setup/permissions.ts';
import type { Policy } from '../../../../core/verdict/policy.ts';
import type { Parameters } from '../../../../core/words/words.ts';
import { familiesWithout, isSignedIn } from './step-states.ts';
import type { StepName } from './wizard-state.ts';

/** Something that a task still needs, and the step where it is mended. Words: `ui.connections.missing.<code>`. */
export interface Missing {
  readonly code:
    | 'organization'
    | 'key'
    | 'tenant'
    | 'signIn'
    | 'permission'
    | 'token'
    | 'target'
    | 'former'
    | 'profile'
    | 'family'
    | 'switchedOff';
  readonly step: StepName;
  readonly params: Parameters;
}

interface Known {
  readonly connected: Connected;
  readonly choices: Choices | undefined;
  readonly policy: Policy;
}

/** What is still missing for which task, in the order in which it is mended. Empty: the task can be done. */
export function missingFor(task: Task, known: Known): readonly Missing[] {
  if (task === 'erase' && !known.policy.intuneWipe) return [missing('switchedOff', 'ready')];
  return [
    ...missingAccounts(known),
    ...missingPermissions(task, known.connected),
    ...(task === 'move' ? missingRules(known) : []),
  ];
}

function missingAccounts({ connected, choices }: Known): Missing[] {
  const { organizations, tenant } = connected.connections;
  const keyless = organizations.filter(({ id }) => !connected.keysOf.includes(id));
  return [
    ...(organizations.length === 0 ? [missing('organization', 'apple')] : []),
    ...keyless.map(({ name }) => missing('key', 'apple', { name })),
    ...(tenant ? [] : [missing('tenant', 'microsoft')]),
    ...(tenant && !isSignedIn(connected) ? [missing('signIn', 'microsoft')] : []),
    ...(choices && choices.tokens.length === 0 ? [missing('token', 'token')] : []),
  ];
}

function missingPermissions(task: Task, { permissions }: Connected): Missing[] {
  const scopes = permissions.find((permission) => permission.task === task)?.missing ?? [];
  return scopes.map((scope) => missing('permission', 'microsoft', { scope }));
}

function missingRules({ policy }: Known): Missing[] {
  if (policy.targets.length === 0) return [missing('target', 'targets')];
  return [
    ...(policy.formerServiceIds.length === 0 ? [missing('former', 'targets')] : []),
    ...policy.targets.flatMap((target) => {
      const { families, name } = target;
      const without = familiesWithout(target);
      if (!families) return without.length > 0 ? [missing('profile', 'profiles', { name })] : [];
      return without.map((family) => missing('family', 'profiles', { name, family }));
    }),
  ];
}

function missing(code: Missing['code'], step: StepName, params: Parameters = {}): Missing {
  return { code, step, params };
}
