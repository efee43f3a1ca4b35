import { describe, expect, it } from 'vitest';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import { scripted } from './cloud-bench.ts';

const FORBIDDEN = { status: 403, body: { errors: [{ code: 'FORBIDDEN', title: 'No.' }] } };
const DENIED = { status: 403, body: { error: { code: 'Forbidden', message: 'No.' } } };
const serial = (text: string) => serialNumberSchema.parse(text);
const NOTHING = { body: { data: [], value: [] } };

describe('what the status bar is told of a list that is refused', () => {
  it('outlasts the pages of other lists, and ends with a page of its own', async () => {
    const { apple, appleLimiter, clock } = scripted(FORBIDDEN, NOTHING, NOTHING);
    const current = () => appleLimiter.trouble.current(clock.now())?.kind;
    await apple.listServiceDevices('old');
    await apple.listServiceDevices('new');
    expect(current()).toBe('forbidden');
    await apple.listServiceDevices(
      'old',
      'https://api-business.apple.com/v1/mdmServers/old/relationships/devices?cursor=2',
    );
    expect(current()).toBeUndefined();
  });

  it('says nothing of the restrictions, which only warn', async () => {
    const { microsoft, microsoftLimiter, clock } = scripted(DENIED);
    await microsoft.readRestrictions();
    expect(microsoftLimiter.trouble.current(clock.now())).toBeUndefined();
  });

  it('says nothing of the details of a service, which a role may lack', async () => {
    const { apple, appleLimiter, clock } = scripted(FORBIDDEN);
    await apple.readService('old');
    expect(appleLimiter.trouble.current(clock.now())).toBeUndefined();
  });
});

describe('what the status bar is told of devices that may not be read', () => {
  it('ends with the same question about another device', async () => {
    const { apple, appleLimiter, clock } = scripted(FORBIDDEN, { body: { data: null } });
    await apple.readAssignment(serial('C0FFEE00001'));
    expect(appleLimiter.trouble.current(clock.now())?.kind).toBe('forbidden');
    await apple.readAssignment(serial('C0FFEE00002'));
    expect(appleLimiter.trouble.current(clock.now())).toBeUndefined();
  });
});
