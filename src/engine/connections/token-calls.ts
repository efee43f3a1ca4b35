import { SECRET } from '../../core/connections.ts';
import { failure, success } from '../../core/result.ts';
import type { TestReport } from '../../core/setup/checks.ts';
import { replyOf } from '../clouds/http/failure-reply.ts';
import type { MicrosoftCloud } from '../clouds/microsoft/microsoft-cloud.ts';
import { refreshTenant } from '../clouds/tenant.ts';
import type { Handlers, Reply } from '../engine.ts';
import { createApprovals, type Approvals } from './approvals.ts';
import type { ConnectionParts } from './connections-view.ts';
import { testToken } from './test-token.ts';

const BENCH = { priority: 'bench' } as const;

/** The enrollment token's yearly round: Intune's key, Apple's answer to it, and what Intune makes of that. */
export function tokenCalls(parts: ConnectionParts) {
  const { connections } = parts;
  const approvals = createApprovals();
  const cloud = () => connections.current().clouds.microsoft;
  return {
    'connections.tokenKey': async ({ tokenId }) => {
      const microsoft = cloud();
      if (!microsoft || tokenId === null) return failure({ code: 'notConnected' });
      const key = await microsoft.readTokenKey(tokenId, BENCH);
      return key.ok ? success({ pem: key.value.value, tokenId }) : failure(replyOf(key.error));
    },
    'connections.uploadToken': (input) => upload({ ...parts, approvals }, input),
    'connections.testToken': async ({ tokenId }) => tested(parts, tokenId),
    'connections.setDefaultProfile': async ({ tokenId, profileId }) => {
      const { clouds, mirror } = connections.current();
      const { microsoft } = clouds;
      if (!microsoft) return failure({ code: 'notConnected' });
      const act = `default ${tokenId} ${profileId}`;
      const answer = await approvals.send(microsoft, act, (options) =>
        microsoft.setDefaultProfile(tokenId, profileId, options),
      );
      if (!answer.ok) return failure(replyOf(answer.error));
      await refreshTenant(microsoft, mirror, BENCH);
      return success({});
    },
  } satisfies Partial<Handlers>;
}

/**
 * Apple's answer is kept for this one handing over, and for as long as that waits for a second administrator: then it
 * is gone from the secret store, whatever came of it.
 */
async function upload(
  parts: ConnectionParts & { readonly approvals: Approvals },
  { tokenId, appleId }: { readonly tokenId: string; readonly appleId: string },
): Promise<Reply<TestReport>> {
  const { connections, secrets, approvals } = parts;
  const microsoft: MicrosoftCloud | null = connections.current().clouds.microsoft;
  // One that cannot be read has to be chosen again, as one that is not there.
  const depToken = await secrets.read(SECRET.tokenFile).catch(() => undefined);
  if (!microsoft) return failure({ code: 'notConnected' });
  if (depToken === undefined) return failure({ code: 'secretMissing' });
  const answer = await approvals.send(microsoft, `token ${tokenId} ${appleId}`, (options) =>
    microsoft.uploadToken(tokenId, { appleId, depToken }, options),
  );
  const isWaiting = !answer.ok && answer.error.kind === 'approvalNeeded';
  // It is sealed for Intune's own key: whoever finds it where the store refuses to forget it cannot open it.
  if (!isWaiting) await secrets.remove(SECRET.tokenFile).catch(() => undefined);
  return answer.ok ? tested(parts, tokenId) : failure(replyOf(answer.error));
}

async function tested(parts: ConnectionParts, tokenId: string): Promise<Reply<TestReport>> {
  const { desk, connections } = parts;
  const { clouds, mirror } = connections.current();
  const { microsoft: cloud } = clouds;
  if (!cloud) return failure({ code: 'notConnected' });
  return success(await testToken({ cloud, mirror, tokenId, clock: desk.clock }));
}
