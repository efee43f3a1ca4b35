// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/contract/status.ts';
import { success } from '../../../src/core/result.ts';
import { cause } from '../../../src/core/setup/checks.ts';
import { aStatus } from '../builders.ts';
import { createFakeEngine, createFakeShell } from '../fake-engine.ts';
import { showApp } from '../render-app.tsx';

const troubles: Status['troubles'] = [
  { cloud: 'apple', organizationId: 'org', cause: cause('proxyInTheWay') },
];
const engine = (change: Partial<Status>) =>
  createFakeEngine({ 'status.read': () => success(aStatus(change)) });

describe('the bar at the bottom', () => {
  it('says in short what keeps the answers of a cloud from coming', async () => {
    await showApp({ engine: engine({ troubles }) });
    expect(screen.getByRole('button', { name: /^Apple: .*proxy.*[^.]$/i })).toBeTruthy();
  });

  it('says the whole of it and what to do to whoever reaches the label', async () => {
    await showApp({ engine: engine({ troubles }) });
    const label = screen.getByRole('button', { name: /^Apple: / });
    const whole = document.getElementById(label.getAttribute('aria-describedby') ?? '');
    expect(whole?.textContent).toMatch(/proxy.*\..*\.$/i);
  });

  it.each([
    ['en', 'Microsoft: nobody is signed in yet'],
    ['de', 'Microsoft: noch niemand angemeldet'],
  ] as const)('says in %s that nobody is signed in yet', async (language, name) => {
    const nobody = {
      cloud: 'microsoft',
      organizationId: '',
      cause: cause('nobodySignedIn'),
    } as const;
    const shell = createFakeShell({ language });
    await showApp({ engine: engine({ troubles: [nobody] }), shell });
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('says nothing of the kind while all is well', async () => {
    await showApp({ engine: engine({ troubles: [] }) });
    expect(screen.queryByText(/^Apple: /)).toBeNull();
  });
});
