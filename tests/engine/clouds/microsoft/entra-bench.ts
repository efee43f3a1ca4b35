import { onTestFinished } from 'vitest';
import type { Tenant } from '../../../../src/core/connections.ts';
import type { Fetch, OpenBrowser, SecretStore } from '../../../../src/core/ports.ts';
import {
  createMicrosoftSignIn,
  type MicrosoftSignIn,
} from '../../../../src/engine/clouds/microsoft/sign-in.ts';
import { nodeFetch } from '../../../../src/engine/live-world.ts';
import { createMemorySecrets } from '../../../../src/engine/memory-secrets.ts';
import { serveClouds } from '../../../sandbox/clouds-on-loopback.ts';
import { press } from '../../../sandbox/press.ts';

/** Both clouds on sockets, a person in front of a browser, and the sign-in under test. */
export async function openEntraBench(change: (tenant: Tenant) => Tenant = (tenant) => tenant) {
  const clouds = await serveClouds();
  onTestFinished(() => clouds.close());
  const { tenant } = clouds.connections;
  if (!tenant) throw new Error('The practice connections have a tenant.');
  // The way to the clouds and back is not what is looked at here.
  clouds.sandbox.clock.setSpeed(20);
  const kept = new Map<string, string>();
  const secrets = watched(createMemorySecrets(), kept);
  const lines: string[] = [];
  const opened: string[] = [];
  const sent: string[] = [];
  const fetch: Fetch = (url, request) => {
    sent.push(`${request.method} ${url}`);
    return nodeFetch(url, request);
  };
  function signInFor(openBrowser: OpenBrowser = browse, givenToken?: string): MicrosoftSignIn {
    return createMicrosoftSignIn({
      tenant: change(tenant as Tenant),
      fetch,
      clock: clouds.sandbox.clock,
      secrets,
      openBrowser: (url) => {
        opened.push(url);
        return openBrowser(url);
      },
      givenToken,
      log: (line) => lines.push(line),
    });
  }
  const { entra } = clouds.sandbox.world.state;
  return { ...clouds, tenant, entra, secrets, kept, lines, opened, sent, signInFor };
}

export type EntraBench = Awaited<ReturnType<typeof openEntraBench>>;

/** A person's browser: shows Entra's page, presses its only button, and is led back to this machine. */
export const browse: OpenBrowser = async (url) => {
  void press(url);
  return true;
};

/** Resolves when the state is of this kind. */
export function reaches(signIn: MicrosoftSignIn, kind: string): Promise<void> {
  return new Promise((resolve) => {
    if (signIn.state().kind === kind) return resolve();
    const stop = signIn.onChange(() => {
      if (signIn.state().kind !== kind) return;
      stop();
      resolve();
    });
  });
}

function watched(store: SecretStore, kept: Map<string, string>): SecretStore {
  return {
    read: store.read,
    write: async (name, value) => {
      kept.set(name, value);
      await store.write(name, value);
    },
    remove: async (name) => {
      kept.delete(name);
      await store.remove(name);
    },
  };
}

/** What the port that the browser would be led back to says to a browser. */
export async function answersWith(authorizeUrl: string): Promise<string> {
  const redirect = new URL(new URL(authorizeUrl).searchParams.get('redirect_uri') ?? '');
  try {
    return await (await fetch(`http://127.0.0.1:${redirect.port}/`)).text();
  } catch {
    return 'nobody listens';
  }
}
