import type { World } from '../world/world.ts';

/** The permissions of Graph in a `scope` parameter, by their short names. */
export function scopesIn(text: string | null): string[] {
  const all = (text ?? '').split(' ').map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  return all.filter((scope) => scope.startsWith('DeviceManagement'));
}

/** The practice account may consent, and does. */
export function consentTo(world: World, scopes: readonly string[]): void {
  const { entra } = world.state;
  entra.granted = [...new Set([...entra.granted, ...scopes])];
}
