import { describe, expect, it } from 'vitest';
import { connectionsSchema, NO_CONNECTIONS, type Connections } from '../../src/core/connections.ts';
import { success } from '../../src/core/result.ts';
import { createConnectionHolder, type Connected } from '../../src/engine/connected.ts';

const B = connectionsSchema.parse({
  ...NO_CONNECTIONS,
  tenant: {
    cloud: 'global',
    graphBaseUrl: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com/t',
    tenantId: 't',
    clientId: 'c',
  },
});

function aHolder() {
  let kept: Connections = NO_CONNECTIONS;
  const told: string[] = [];
  const holder = createConnectionHolder({
    store: {
      isManaged: false,
      read: () => kept,
      keep: (next) => success((kept = next)),
    },
    connect: (connections) => {
      const name = connections.tenant?.tenantId ?? 'none';
      const clouds = { end: () => void told.push(`${name} ended`) };
      // Only what a change touches.
      return { connections, clouds } as unknown as Connected;
    },
  });
  return { holder, told, kept: () => kept };
}

describe('changing the connections', () => {
  it('twice at once: the second goes on from what the first has made of them', async () => {
    const { holder, kept } = aHolder();
    await Promise.all([
      holder.change((known) => ({ ...known, tenant: B.tenant })),
      holder.change((known) => ({ ...known, policy: { ...known.policy, intuneWipe: true } })),
    ]);
    expect([kept().tenant?.tenantId, kept().policy.intuneWipe]).toEqual(['t', true]);
  });

  it('lets nothing more leave for the old ones before their work is ended', async () => {
    const { holder, told } = aHolder();
    holder.whileConnected(({ connections }) => () => {
      told.push(`${connections.tenant?.tenantId ?? 'none'} stopped`);
    });
    await holder.change((known) => ({ ...known, tenant: B.tenant }));
    await holder.stop();
    expect(told).toEqual(['none ended', 'none stopped', 't ended', 't stopped']);
  });

  it('touches what goes with the old ones only when their work has ended, and goes on whatever comes of that', async () => {
    const { holder, told } = aHolder();
    holder.whileConnected(({ connections }) => {
      told.push(`${connections.tenant?.tenantId ?? 'none'} started`);
      return () => undefined;
    });
    const changing = holder.change(
      (known) => ({ ...known, tenant: B.tenant }),
      () => Promise.reject(new Error(`when ${told.at(-1)}`)),
    );
    await expect(changing).rejects.toThrow('when none ended');
    expect(told).toEqual(['none started', 'none ended', 't started']);
  });
});
