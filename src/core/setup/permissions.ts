/**
 * What the bench does at Microsoft, and the least that each needs of Graph (docs/protocol/intune.md#permissions).
 * `watch` reads; `move` syncs and assigns profiles; `erase` is Intune's own wipe, asked for only when the policy allows
 * it.
 */
export const TASKS = {
  watch: ['DeviceManagementServiceConfig.Read.All', 'DeviceManagementManagedDevices.Read.All'],
  move: ['DeviceManagementServiceConfig.ReadWrite.All'],
  approve: ['DeviceManagementConfiguration.Read.All'],
  erase: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
} as const satisfies Record<string, readonly string[]>;
export type Task = keyof typeof TASKS;

/** A larger permission that includes the smaller one. */
const INCLUDED_IN: Readonly<Record<string, readonly string[]>> = {
  'DeviceManagementServiceConfig.Read.All': ['DeviceManagementServiceConfig.ReadWrite.All'],
  'DeviceManagementManagedDevices.Read.All': ['DeviceManagementManagedDevices.ReadWrite.All'],
  'DeviceManagementConfiguration.Read.All': ['DeviceManagementConfiguration.ReadWrite.All'],
};

/** The permissions of a task that were not granted. */
export function missingFor(task: Task, granted: readonly string[]): string[] {
  const has = (scope: string) =>
    [scope, ...(INCLUDED_IN[scope] ?? [])].some((name) =>
      granted.some((each) => each.toLowerCase() === name.toLowerCase()),
    );
  return TASKS[task].filter((scope) => !has(scope));
}
