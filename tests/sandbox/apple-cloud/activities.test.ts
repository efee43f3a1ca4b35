import { describe, expect, it } from 'vitest';
import { SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { APPLE, assignment, openTestBench, type TestBench } from '../bench.ts';

const ACTIVITIES = `${APPLE}/v1/orgDeviceActivities`;

describe('an assignment at Apple', () => {
  it('is submitted, processed and completed within seconds', async () => {
    const bench = openTestBench();
    const { id, answer } = await order(bench, SERVICE.offices, [
      bench.sandbox.stories.formerService,
    ]);
    expect([answer.status, answer.json.at('data/attributes/subStatus')]).toEqual([
      201,
      'SUBMITTED',
    ]);
    await bench.clock.advance(6_000);
    expect((await progress(bench, id)).at('subStatus')).toBe('PROCESSING');
    await bench.clock.advance(20_000);
    expect((await progress(bench, id)).value).toMatchObject({
      status: 'COMPLETED',
      subStatus: 'COMPLETED_WITH_SUCCESS',
    });
  });

  it('shows in the linkage only some seconds after it completed, and then stays', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.formerService;
    await order(bench, SERVICE.offices, [serial]);
    const seen: string[] = [];
    for (let round = 0; round < 9; round += 1) {
      seen.push(await linkage(bench, serial));
      await bench.clock.advance(5_000);
    }
    expect(seen[0]).toBe(SERVICE.oldMdm);
    expect(seen.at(-1)).toBe(SERVICE.offices);
    expect(seen.toSorted()).toEqual(seen.toReversed());
  });

  it('ends with an error when a device already is where it should go, and changes nothing', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.readyToReset;
    const { id } = await order(bench, SERVICE.offices, [serial]);
    await bench.clock.advance(60_000);
    expect((await progress(bench, id)).at('subStatus')).toBe('COMPLETED_WITH_ERROR');
    expect(await linkage(bench, serial)).toBe(SERVICE.offices);
  });

  it('is refused as a whole for a serial that Apple does not know, and points at it', async () => {
    const bench = openTestBench();
    const { formerService, notInOrganization } = bench.sandbox.stories;
    const { answer } = await order(bench, SERVICE.offices, [formerService, notInOrganization]);
    expect(answer.status).toBe(409);
    expect(answer.json.at('errors')).toMatchObject([
      { status: '409', source: { pointer: '/data/relationships/devices/data/1/id' } },
    ]);
  });

  it('writes a log with a preamble and one row per device, on another host, without a bearer', async () => {
    const bench = openTestBench();
    const { formerService, refusesAssignment } = bench.sandbox.stories;
    const { id } = await order(bench, SERVICE.offices, [formerService, refusesAssignment]);
    await bench.clock.advance(60_000);
    const downloadUrl = (await progress(bench, id)).text('downloadUrl');
    const log = await bench.get(downloadUrl, { Authorization: '' });
    expect(new URL(downloadUrl).host).toBe('store.blobstore.apple.com');
    expect(log.text).toMatch(/^OPERATION,ASSIGN_DEVICES\r\n/);
    expect(log.text.split('\r\n').slice(7, 10)).toEqual([
      'serial_number,operation_status,operation_substatus',
      `${formerService},SUCCESS,`,
      `${refusesAssignment},FAILED,DEVICE_NOT_ELIGIBLE`,
    ]);
  });

  it('keeps the link to the log valid for a minute only', async () => {
    const bench = openTestBench();
    const { id } = await order(bench, SERVICE.offices, [bench.sandbox.stories.formerService]);
    await bench.clock.advance(60_000);
    const downloadUrl = (await progress(bench, id)).text('downloadUrl');
    await bench.clock.advance(61_000);
    expect((await bench.get(downloadUrl)).status).toBe(403);
  });

  it('can take a device off its service', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.post(ACTIVITIES, assignment(SERVICE.oldMdm, [serial], 'UNASSIGN_DEVICES'));
    await bench.clock.advance(60_000);
    const device = await bench.get(`${APPLE}/v1/orgDevices/${serial}`);
    expect(device.json.at('data/attributes/status')).toBe('UNASSIGNED');
  });
});

async function order(bench: TestBench, serviceId: string, serials: readonly string[]) {
  const answer = await bench.post(ACTIVITIES, assignment(serviceId, serials));
  return { answer, id: String(answer.json.at('data/id')) };
}

async function progress(bench: TestBench, id: string) {
  return (await bench.get(`${ACTIVITIES}/${id}`)).json.in('data/attributes');
}

async function linkage(bench: TestBench, serial: string): Promise<string> {
  const { json } = await bench.get(`${APPLE}/v1/orgDevices/${serial}/relationships/assignedServer`);
  return json.text('data/id');
}
