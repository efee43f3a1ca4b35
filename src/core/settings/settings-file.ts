import { z } from 'zod';
import { connectionsSchema, SECRET, type Connections } from '../connections.ts';
import { failure, success, type Result } from '../result.ts';
import { organizationEntry, targetEntry, tenantEntry } from './entries.ts';
import { policyEntry } from './policy-entry.ts';
import { problemsIn, type SettingsProblem } from './problems.ts';

/** A file beside the settings, and the name under which its content is kept. */
export interface SecretFile {
  readonly secret: string;
  readonly file: string;
  /** Where in the settings it is named, such as `organizations[0].privateKeyFile`. */
  readonly path: string;
}

export interface Settings {
  readonly connections: Connections;
  readonly files: readonly SecretFile[];
}

const settingsFileSchema = z
  .strictObject({
    organizations: z.array(organizationEntry),
    tenant: tenantEntry.nullable().default(null),
    targets: z.array(targetEntry).default([]),
    formerServiceIds: z.array(z.string().min(1)).default([]),
    policy: policyEntry.prefault({}),
  })
  .superRefine((settings, context) => {
    for (const { path, code, params } of contradictions(settings)) {
      context.addIssue({ code: 'custom', path: [...path], params: { problem: code, ...params } });
    }
  });
type SettingsFile = z.infer<typeof settingsFileSchema>;

/**
 * The settings of a JSON text (docs/guide/settings-file.md), with the defaults of kind and cloud filled in; else
 * every problem in it, in which no value of the file is repeated: it may be a secret in a wrong place.
 */
export function readSettings(text: string): Result<Settings, readonly SettingsProblem[]> {
  const raw = parseJson(text.replace(/^\uFEFF/, ''));
  if (raw === undefined) return failure([{ path: '', code: 'notJson', params: {} }]);
  const parsed = settingsFileSchema.safeParse(raw);
  if (!parsed.success) return failure(problemsIn(parsed.error, raw));
  return success({ connections: connectionsOf(parsed.data), files: filesOf(parsed.data) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function connectionsOf({ organizations, tenant, policy, ...settings }: SettingsFile): Connections {
  const { targets, formerServiceIds } = settings;
  return connectionsSchema.parse({
    organizations: organizations.map(({ privateKeyFile: _file, ...organization }) => organization),
    tenant: tenant && { ...tenant, auth: tenant.auth.how },
    policy: { ...policy, targets: withNames(targets, organizations), formerServiceIds },
  });
}

/** A target that has no name of its own is called after its organization. */
function withNames(
  targets: SettingsFile['targets'],
  organizations: SettingsFile['organizations'],
): Connections['policy']['targets'] {
  const names = new Map(organizations.map(({ id, name }) => [id, name]));
  return targets.map((target, index) => {
    const organization = names.get(target.organizationId) ?? target.organizationId;
    const own = targets.length === 1 ? organization : `${organization} ${index + 1}`;
    return { ...target, name: target.name ?? own };
  });
}

function filesOf({ organizations, tenant }: SettingsFile): SecretFile[] {
  const keys = organizations.map(({ id, privateKeyFile }, index) => ({
    secret: SECRET.appleKey(id),
    file: privateKeyFile,
    path: `organizations[${index}].privateKeyFile`,
  }));
  const auth = tenant?.auth;
  if (auth?.file === undefined) return keys;
  const path = `tenant.auth.${auth.file.key}`;
  return [...keys, { secret: SECRET.microsoftCredential, file: auth.file.name, path }];
}

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly code: 'duplicate' | 'unknownId';
  readonly params?: { readonly known: string };
}

/** What each entry cannot see alone: ids that occur twice, and ids that nothing has. */
function contradictions({ organizations, targets, policy }: SettingsFile): Contradiction[] {
  const organizationIds = organizations.map(({ id }) => id);
  const targetIds = targets.map(({ id }) => id);
  const groups = Object.entries(policy.groups);
  return [
    ...twice(organizationIds, 'organizations'),
    ...twice(targetIds, 'targets'),
    ...targets.flatMap(({ organizationId }, index) =>
      unknown(['targets', index, 'organizationId'], organizationId, organizationIds),
    ),
    ...groups.flatMap(([name, { targetId }]) =>
      targetId === undefined
        ? []
        : unknown(['policy', 'groups', name, 'targetId'], targetId, targetIds),
    ),
  ];
}

function twice(ids: readonly string[], list: string): Contradiction[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: [list, index, 'id'], code: 'duplicate' as const }],
  );
}

function unknown(path: Contradiction['path'], id: string, ids: readonly string[]): Contradiction[] {
  return ids.includes(id) ? [] : [{ path, code: 'unknownId', params: { known: ids.join(', ') } }];
}
