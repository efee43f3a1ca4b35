import { expect, it } from 'vitest';
import { tenantSchema } from '../../../../src/core/connections.ts';
import { TASKS } from '../../../../src/core/setup/permissions.ts';
import { openEntraBench } from './entra-bench.ts';

const GRAPHS = {
  global: 'https://graph.microsoft.com',
  usGovL4: 'https://graph.microsoft.us',
  usGovDoD: 'https://dod-graph.microsoft.us',
  china: 'https://microsoftgraph.chinacloudapi.cn',
} as const;

it.each(tenantSchema.shape.cloud.options)(
  'a sign-in in the cloud %s asks for the permissions of its own Graph',
  async (cloud) => {
    const bench = await openEntraBench((tenant) => ({ ...tenant, cloud }));
    await bench.signInFor().begin('browser', ['watch', 'move']);
    const asked = new URL(bench.opened[0] ?? '').searchParams.get('scope')?.split(' ') ?? [];
    expect(asked.filter((scope) => scope.includes('//'))).toEqual(
      [...TASKS.watch, ...TASKS.move].map((name) => `${GRAPHS[cloud]}/${name}`),
    );
  },
);
