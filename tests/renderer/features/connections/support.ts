import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OutputOf } from '../../../../src/contract/calls.ts';
import {
  choicesSchema,
  connectionsViewSchema,
  type Choices,
  type ConnectionsView,
} from '../../../../src/contract/connections.ts';
import type { Failure } from '../../../../src/contract/protocol.ts';
import {
  APPLE_TOKEN_URL,
  type Organization,
  type Tenant,
} from '../../../../src/core/connections.ts';
import { failure, success } from '../../../../src/core/result.ts';
import type { Check, TestReport } from '../../../../src/core/setup/checks.ts';
import { TASKS, type Task } from '../../../../src/core/setup/permissions.ts';
import { DAY, HOUR } from '../../../../src/core/time.ts';
import { policySchema, type Policy, type Target } from '../../../../src/core/verdict/policy.ts';
import type { ShellCallName, ShellClient } from '../../../../src/renderer/app/shell-client.ts';
import type { AppState } from '../../../../src/renderer/app/store.ts';
import { NOW } from '../../builders.ts';
import {
  createFakeEngine,
  createFakeShell,
  type FakeEngine,
  type FakeShell,
} from '../../fake-engine.ts';
import { showApp, type Shown } from '../../render-app.tsx';

export const CONTOSO: Organization = {
  id: 'o1',
  name: 'Contoso Business',
  kind: 'business',
  apiBaseUrl: 'https://api-business.apple.com',
  tokenUrl: APPLE_TOKEN_URL,
  clientId: 'BUSINESSAPI.11111111-2222-3333-4444-555555555555',
  keyId: 'KEY1',
};
export const TENANT: Tenant = {
  cloud: 'global',
  graphBaseUrl: 'https://graph.microsoft.com',
  authority: 'https://login.microsoftonline.com/contoso.example',
  tenantId: 'contoso.example',
  clientId: '99999999-8888-7777-6666-555555555555',
  auth: { kind: 'delegated', flow: 'browser' },
};
export const TARGET: Target = {
  id: 't1',
  name: 'Intune Europe',
  organizationId: 'o1',
  serviceId: 's-intune',
  tokenId: 'k1',
  allowedProfileIds: { iPhone: ['p-standard'] },
};

/** What the engine keeps, and lets be changed: the answers of a real one to the calls that keep something. */
export interface Keeping {
  readonly engine: FakeEngine;
  view: ConnectionsView;
}

export function aView(
  change: Partial<ConnectionsView> & {
    organizations?: Organization[];
    tenant?: Tenant | null;
    policy?: Partial<Policy>;
    granted?: readonly Task[];
  } = {},
): ConnectionsView {
  const { organizations = [], tenant = null, policy = {}, granted = [], ...rest } = change;
  const permissions = (Object.keys(TASKS) as Task[]).map((task) => ({
    task,
    scopes: [...TASKS[task]],
    missing: granted.includes(task) ? [] : [...TASKS[task]],
    isNeeded: task === 'watch' || task === 'move' || policy.intuneWipe === true,
  }));
  return connectionsViewSchema.parse({
    connections: { organizations, tenant, policy: policySchema.parse(policy) },
    isManaged: false,
    keysOf: organizations.map(({ id }) => id),
    hasCredential: false,
    signIn: { kind: 'signedOut' },
    permissions,
    consentUrl: tenant && 'https://login.microsoftonline.com/contoso.example/v2.0/adminconsent',
    ...rest,
  });
}

/** Everything connected, nothing chosen. */
export function connected(change: Parameters<typeof aView>[0] = {}): ConnectionsView {
  return aView({
    organizations: [CONTOSO],
    tenant: TENANT,
    granted: ['watch', 'move', 'approve'],
    signIn: { kind: 'signedIn', account: 'mira@contoso.example', scopes: [...TASKS.watch] },
    ...change,
  });
}

export function someChoices(change: Partial<Choices> = {}): Choices {
  const profile = { tokenId: 'k1', isRemovalDisabled: true, requiresUser: true, isDefault: null };
  return choicesSchema.parse({
    services: [
      { id: 's-intune', organizationId: 'o1', name: 'Intune', type: 'MDM', status: 'ACTIVE' },
      {
        id: 's-jamf',
        organizationId: 'o1',
        name: 'Jamf Pro',
        type: 'MDM',
        mayDisown: true,
        defaultFamilies: ['IPHONE'],
      },
    ],
    tokens: [
      {
        id: 'k1',
        name: 'Contoso token',
        expiresAt: NOW + 200 * DAY,
        lastSyncTriggeredAt: NOW - HOUR,
        recentSyncs: [NOW - HOUR],
        lastSyncErrorCode: 0,
        appleId: 'ade@contoso.example',
        syncedDevices: 1284,
      },
    ],
    profiles: [
      {
        ...profile,
        id: 'p-standard',
        name: 'Standard iPhone',
        platform: 'ios',
        awaitsConfiguration: true,
        isShared: false,
      },
      {
        ...profile,
        id: 'p-kiosk',
        name: 'Kiosk',
        platform: 'ios',
        awaitsConfiguration: false,
        requiresUser: false,
        isShared: true,
      },
      {
        ...profile,
        id: 'p-mac',
        name: 'Standard Mac',
        platform: 'macos',
        awaitsConfiguration: null,
      },
    ],
    suggestions: [
      {
        organizationId: 'o1',
        serviceId: 's-intune',
        tokenId: 'k1',
        shared: 1204,
        onService: 1210,
        underToken: 1205,
      },
    ],
    readAt: NOW - HOUR,
    ...change,
  });
}

export const NO_CHOICES: Choices = {
  services: [],
  tokens: [],
  profiles: [],
  suggestions: [],
  readAt: null,
};

export function aReport(...checks: (Check | Check['code'])[]): TestReport {
  return {
    testedAt: NOW,
    checks: checks.map((check) =>
      typeof check === 'string' ? { code: check, outcome: 'holds', causes: [] } : check,
    ),
  };
}

/** An engine that keeps what it is told to keep. */
export function keepingEngine(view: ConnectionsView, choices: Choices = someChoices()): Keeping {
  const keeping: Keeping = {
    view,
    engine: createFakeEngine({
      'connections.read': () => success(keeping.view),
      'connections.choices': () => success(choices),
      'connections.refreshChoices': () => success(choices),
      'connections.keepOrganization': (organization) =>
        success(keep({ organizations: [organization] }, [organization.id])),
      'connections.keepTenant': (tenant) => success(keep({ tenant })),
      'connections.keepPolicy': (policy) => success(keep({ policy })),
    }),
  };
  const keep = (
    part: Partial<ConnectionsView['connections']>,
    keysOf = keeping.view.keysOf,
  ): OutputOf<'connections.read'> => {
    keeping.view = {
      ...keeping.view,
      connections: { ...keeping.view.connections, ...part },
      keysOf,
    };
    return keeping.view;
  };
  return keeping;
}

interface Opening {
  readonly engine: FakeEngine;
  readonly shell?: FakeShell;
  readonly start?: Partial<AppState>;
}

/** The window on this screen, at a step as the list at the left names it. */
export async function openStep(step: string, { engine, shell, start }: Opening): Promise<Shown> {
  const shown = await showApp({
    engine,
    ...(shell && { shell }),
    start: { ...start, view: 'connections' },
  });
  const steps = await screen.findByRole('navigation', { name: /^(Steps|Schritte)$/ });
  await userEvent.click(within(steps).getByRole('button', { name: new RegExp(`\\d\\. ${step}`) }));
  return shown;
}

/** A shell that answers one call otherwise. */
export function shellWith(name: ShellCallName, answer: Failure | object): FakeShell {
  const shell = createFakeShell();
  const ask: ShellClient['ask'] = async (asked, input) => {
    if (asked !== name) return shell.ask(asked, input);
    shell.asked.push(asked);
    return 'code' in answer ? failure(answer) : success(answer as never); // the caller knows the call's shape
  };
  return { ...shell, ask };
}

export function inputsOf(engine: FakeEngine, name: string): unknown[] {
  return engine.calls.filter((call) => call.name === name).map(({ input }) => input);
}
