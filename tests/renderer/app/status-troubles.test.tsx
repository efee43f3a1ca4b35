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
  it('says what keeps the answers of a cloud from coming, and what to do', async () => {
    await showApp({ engine: engine({ troubles }) });
    const words = screen.getByText(/^Apple: .*proxy/i).textContent;
    expect(words).toMatch(/\. .+\.$/);
  });

  it('says it in German as well', async () => {
    const shell = createFakeShell({ language: 'de' });
    await showApp({ engine: engine({ troubles }), shell });
    expect(screen.getByText(/^Apple: .*Proxy/)).toBeTruthy();
  });

  it('says nothing of the kind while all is well', async () => {
    await showApp({ engine: engine({ troubles: [] }) });
    expect(screen.queryByText(/^Apple: /)).toBeNull();
  });
});
