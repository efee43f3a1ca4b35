import type { Target } from '../../../../core/verdict/policy.ts';
import type { Ways } from './ways.ts';

export const targetPlace = (id: string) => `target:${id}`;

export function targetActions({ store, engine, attempt }: Ways) {
  return {
    async testTarget(target: Target) {
      const place = targetPlace(target.id);
      const report = await attempt(place, () => engine.ask('connections.testTarget', target));
      if (report) store.setState(({ reports }) => ({ reports: { ...reports, [place]: report } }));
    },
  };
}
