import { z } from 'zod';
import { connectionsSchema, SECRET, type Connections } from '../connections.ts';
import { failure, success, type Result } from '../result.ts';
import { contradictionsIn } from './contradictions.ts';
import { organizationEntry, targetEntry, tenantEntry } from './entries.ts';
import { glimpseOf, type Glimpse } from './glimpse.ts';
import { policyEntry } from './policy-entry.ts';
import { problemsIn, type SettingsProblem } from './problems.ts';

/** A file beside the settings, and the name under which its content is kept. */
export interface SecretFile {
  readonly holds: 'appleKey' | 'certificate' | 'secret';
  readonly secret: string;
  readonly file: string;
  /** Where in the settings it is named, such as `organizations[0].privateKeyFile`. */
  readonly path: string;
}

export interface Settings {
  readonly connections: Connections;
  readonly files: readonly SecretFile[];
}

const settingsFileSchema = z.strictObject({
  organizations: z.array(organizationEntry),
  tenant: tenantEntry.nullable().default(null),
  targets: z.array(targetEntry).default([]),
  formerServiceIds: z.array(z.string().min(1)).default([]),
  policy: policyEntry.prefault({}),
});
type SettingsFile = z.infer<typeof settingsFileSchema>;

/** What is wrong in a file, and the files that it names nevertheless: they may be wrong as well. */
export interface Refused {
  readonly problems: readonly SettingsProblem[];
  readonly files: readonly SecretFile[];
}

/**
 * The settings of a JSON text (docs/guide/settings-file.md), with the defaults of kind and cloud filled in; else
 * every problem in it, in which no value of the file is repeated: it may be a secret in a wrong place.
 */
export function readSettings(text: string): Result<Settings, Refused> {
  const raw = parseJson(text.replace(/^\uFEFF/, ''));
  if (raw === undefined) {
    return failure({ problems: [{ path: '', code: 'notJson', params: {} }], files: [] });
  }
  const glimpse = glimpseOf(raw);
  const files = filesOf(glimpse);
  const parsed = settingsFileSchema.safeParse(raw);
  const issues = [...(parsed.error?.issues ?? []), ...contradictionsIn(glimpse)];
  if (!parsed.success || issues.length > 0) {
    return failure({ problems: problemsIn(issues, raw), files });
  }
  return success({ connections: connectionsOf(parsed.data), files });
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

function filesOf({ organizations, tenant }: Glimpse): SecretFile[] {
  const keys = organizations.map(({ id = '', privateKeyFile }, index) => ({
    holds: 'appleKey' as const,
    secret: SECRET.appleKey(id),
    file: privateKeyFile,
    path: `organizations[${index}].privateKeyFile`,
  }));
  const credentials = (['certificateFile', 'secretFile'] as const).map((key) => ({
    holds: key === 'secretFile' ? ('secret' as const) : ('certificate' as const),
    secret: SECRET.microsoftCredential,
    file: tenant.auth?.[key],
    path: `tenant.auth.${key}`,
  }));
  return [...keys, ...credentials].flatMap(({ file, ...same }) =>
    file === undefined ? [] : [{ ...same, file }],
  );
}
