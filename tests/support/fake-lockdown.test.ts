import { describe, expect, it } from 'vitest';
import { makePairRecord } from './fake-devices/certificates.ts';
import type { DeviceOptions, PairRecord } from './fake-devices/device/options.ts';
import type { ServerOptions } from './fake-devices/fake-devices.ts';
import { certificatesOf } from './fake-devices/pair-records.ts';
import { freshFakes } from './fresh-fakes.ts';
import { rawDevice, type RawLockdown } from './raw-client.ts';

const start = freshFakes();
const mcInstall = 'com.apple.mobile.MCInstall';

async function connected(options: DeviceOptions = {}, server: ServerOptions = {}) {
  const fakes = await start(server);
  const device = fakes.plug(options);
  const open = async (port?: number) => {
    const opened = await rawDevice(fakes.address, device.udid, port);
    if (opened === null) throw new Error('the device took no connection');
    return opened;
  };
  return { fakes, device, open, lockdown: await open() };
}

async function startSession(lockdown: RawLockdown, record: PairRecord): Promise<string> {
  const { hostId: HostID, systemBuid: SystemBUID } = record;
  const reply = await lockdown.ask({ Request: 'StartSession', HostID, SystemBUID });
  await lockdown.startTls(record);
  return reply?.['SessionID'] as string;
}

async function inSession(options: DeviceOptions = {}) {
  const record = await makePairRecord();
  const talk = await connected({ ...options, hosts: [record] });
  return { ...talk, record, id: await startSession(talk.lockdown, record) };
}

async function openMcInstall(options: DeviceOptions = {}) {
  const talk = await inSession(options);
  const started = await talk.lockdown.ask({ Request: 'StartService', Service: mcInstall });
  expect(started).toMatchObject({ EnableServiceSSL: true });
  const service = await talk.open(started?.['Port'] as number);
  await service.startTls(talk.record);
  return { ...talk, service };
}

describe('lockdown of a fake device', () => {
  it.each([
    ['setUp', 'com.apple.mobile.lockdown'],
    ['restore', 'com.apple.mobile.restored'],
  ] as const)('tells at the stage %s what it is', async (stage, type) => {
    const { lockdown } = await connected({ stage });
    expect(await lockdown.ask({ Request: 'QueryType' })).toMatchObject({ Type: type });
  });

  it.each([
    ['SerialNumber', 'GetProhibited'],
    ['Nonsense', 'MissingValue'],
  ])('without a session answers %s with %s', async (key, error) => {
    const { lockdown } = await connected();
    const reply = await lockdown.ask({ Request: 'GetValue', Key: key });
    expect(reply).toEqual({ Request: 'GetValue', Key: key, Error: error });
  });

  it('closes when nothing has been said for long', async () => {
    const { lockdown, fakes } = await connected({}, { idleMs: 50 });
    await lockdown.ask({ Request: 'QueryType' });
    await expect.poll(() => fakes.sockets()).toBe(0);
  });

  it('refuses a pair record whose device certificate is not over its key', async () => {
    const { lockdown } = await connected({ stage: 'setupAssistant' });
    const record = await makePairRecord();
    const swapped = { ...record, deviceCertificate: record.hostCertificate };
    const reply = await lockdown.ask({ Request: 'Pair', PairRecord: certificatesOf(swapped) });
    expect(reply).toMatchObject({ Error: 'InvalidPairRecord' });
  });

  it('goes on in plain text after a session, and starts another one', async () => {
    const { lockdown, id, record, device } = await inSession();
    const serial = { Request: 'GetValue', Key: 'SerialNumber' };
    expect(await lockdown.ask(serial)).toMatchObject({ Value: device.serial });
    expect(await lockdown.ask({ Request: 'StopSession', SessionID: id })).toEqual({
      Request: 'StopSession',
    });
    await lockdown.stopTls();
    expect(await lockdown.ask(serial)).toMatchObject({ Error: 'GetProhibited' });
    await startSession(lockdown, record);
    expect(await lockdown.ask(serial)).toMatchObject({ Value: device.serial });
  });

  it('closes on a computer that does not prove to be the trusted host', async () => {
    const record = await makePairRecord();
    const { lockdown } = await connected({ hosts: [record] });
    await lockdown.ask({ Request: 'StartSession', HostID: record.hostId });
    await lockdown.startTls(await makePairRecord());
    expect(await lockdown.ask({ Request: 'GetValue' })).toBeNull();
  });

  it('knows no host that it was unpaired from', async () => {
    const record = await makePairRecord();
    const { lockdown, device } = await connected({ hosts: [record] });
    const PairRecord = certificatesOf(record);
    expect(await lockdown.ask({ Request: 'ValidatePair', PairRecord })).toEqual({
      Request: 'ValidatePair',
    });
    await lockdown.ask({ Request: 'Unpair', PairRecord });
    expect(device.hosts).toEqual([]);
    const started = await lockdown.ask({ Request: 'StartSession', HostID: record.hostId });
    expect(started).toMatchObject({ Error: 'InvalidHostID' });
  });

  it('starts no service without a session', async () => {
    const { lockdown } = await connected();
    const reply = await lockdown.ask({ Request: 'StartService', Service: mcInstall });
    expect(reply).toMatchObject({ Error: 'SessionInactive' });
  });
});

describe('MCInstall of a fake device', () => {
  const ask = { RequestType: 'GetCloudConfiguration' };

  it('has no cloud configuration in Setup Assistant until the device fetched one', async () => {
    const { service, device } = await openMcInstall({ stage: 'setupAssistant' });
    expect(await service.ask(ask)).toEqual({ Status: 'Acknowledged' });
    device.applyCloudConfiguration({ OrganizationName: 'Ours' });
    expect(await service.ask(ask)).toMatchObject({
      CloudConfiguration: { OrganizationName: 'Ours', CloudConfigurationUIComplete: false },
    });
    device.finishSetup();
    expect(await service.ask(ask)).toMatchObject({
      CloudConfiguration: { CloudConfigurationUIComplete: true },
    });
  });

  it('keeps the cloud configuration that is stored', async () => {
    const { service } = await openMcInstall();
    const CloudConfiguration = { IsSupervised: true };
    const reply = await service.ask({ RequestType: 'SetCloudConfiguration', CloudConfiguration });
    expect(reply).toMatchObject({ Status: 'Error', ErrorChain: [{ ErrorCode: 14_002 }] });
  });

  it('says yes to an erasure before the device leaves and comes back as new', async () => {
    const { service, device, fakes } = await openMcInstall({ deviceName: 'Ada' });
    expect(await service.ask({ RequestType: 'EraseDevice', PreserveDataPlan: true })).toEqual({
      Status: 'Acknowledged',
    });
    expect(await service.ask(ask)).toBeNull();
    expect(device).toMatchObject({ stage: 'setupAssistant', hosts: [], isPlugged: true });
    await expect.poll(() => fakes.sockets()).toBe(0);
  });
});
