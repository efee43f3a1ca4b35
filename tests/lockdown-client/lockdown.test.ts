import { X509Certificate } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  cloudConfiguration,
  eraseStampOf,
  type Lockdown,
  mcInstall,
  textOf,
} from '../../src/lockdown-client/index.ts';
import { makeCertificates } from '../../src/lockdown-client/lockdown/certificates.ts';
import { sentForm } from '../../src/lockdown-client/lockdown/pair-record.ts';
import type { DeviceOptions } from '../support/fake-devices/device/options.ts';
import type { ServerOptions } from '../support/fake-devices/fake-devices.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { failureOf, muxAt, open, pairedBefore, valueOf } from './client.ts';
import { muxAnswering } from './hostile-device.ts';
import { rawDaemons, xml } from './raw-daemon.ts';

const start = freshFakes();
const startRaw = rawDaemons();
const ed25519 =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n';

async function connected(options: DeviceOptions = {}, server: ServerOptions = {}) {
  const fakes = await start(server);
  const device = fakes.plug(options);
  const mux = muxAt(fakes.address);
  const openAnew = async () => valueOf(await open(mux, device.udid));
  return { fakes, device, mux, openAnew, lockdown: await openAnew() };
}

async function inSession(options: DeviceOptions = {}, server: ServerOptions = {}) {
  const { host, record } = await pairedBefore();
  const talk = await connected({ ...options, hosts: [host] }, server);
  valueOf(await talk.lockdown.startSession(record));
  return { ...talk, record };
}

async function openCloudConfiguration(lockdown: Lockdown) {
  return cloudConfiguration(valueOf(await lockdown.startService(mcInstall)));
}

const refused = (name: string) => ({ code: 'device', name, text: name });

describe('lockdown, to anybody', () => {
  it.each([
    ['setUp', 'com.apple.mobile.lockdown'],
    ['restore', 'com.apple.mobile.restored'],
  ] as const)('says at the stage %s what it is', async (stage, type) => {
    const { lockdown } = await connected({ stage });
    expect(valueOf(await lockdown.queryType())).toBe(type);
  });

  it.each(['xml', 'binary'] as const)(
    'tells its open values in %s, an ECID to the last digit',
    async (format) => {
      const { lockdown, device } = await connected({ ecid: 0xcad0_1ac0_95ba_1ad8n }, { format });
      const values = valueOf(await lockdown.getValue({}));
      expect(values).toMatchObject({ UniqueChipID: device.ecid, UniqueDeviceID: device.udid });
      expect(values).not.toHaveProperty('SerialNumber');
    },
  );

  it('tells an integer above every signed one', async () => {
    const { lockdown } = await connected();
    const value = await lockdown.getValue({ domain: 'com.apple.mobile.iTunes', key: 'FamilyID' });
    expect(valueOf(value)).toBe(18_446_744_073_709_551_615n);
  });

  it('refuses by name, and goes on', async () => {
    const { lockdown } = await connected();
    expect(failureOf(await lockdown.getValue({ key: 'SerialNumber' }))).toEqual(
      refused('GetProhibited'),
    );
    expect(valueOf(await lockdown.getValue({ key: 'DeviceClass' }))).toBe('iPhone');
  });

  it('refuses by a name that is new, which is kept as a text', async () => {
    const { lockdown } = await connected({ stage: 'restore' });
    expect(failureOf(await lockdown.getValue({}))).toEqual({
      code: 'device',
      name: 'other',
      text: 'InvalidRequest',
    });
  });

  it('answers each of many questions at once with its own answer', async () => {
    const { lockdown } = await connected();
    const keys = ['DeviceClass', 'ProductType', 'ProductVersion', 'DeviceName'];
    const values = await Promise.all(keys.map((key) => lockdown.getValue({ key })));
    const whole = valueOf(await lockdown.getValue({})) as Record<string, unknown>;
    expect(values.map(valueOf)).toEqual(keys.map((key) => whole[key]));
  });

  it('is not believed with the answer to another question', async () => {
    const other = '<key>Request</key><string>GetValue</string><key>Type</key><string>x</string>';
    const daemon = await startRaw(muxAnswering(Buffer.from(xml(other))));
    const lockdown = valueOf(await open(muxAt(daemon.address), ''));
    expect(failureOf(await lockdown.queryType())?.code).toBe('malformed');
    await vi.waitFor(() => expect(daemon.sockets()).toBe(0));
  });

  it('has no service to start', async () => {
    const { lockdown } = await connected();
    expect(failureOf(await lockdown.startService(mcInstall))).toEqual(refused('SessionInactive'));
  });

  it('is closed after a goodbye', async () => {
    const { lockdown, fakes } = await connected();
    await lockdown.goodbye();
    expect(failureOf(await lockdown.queryType())).toEqual({ code: 'closed' });
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
  });

  it('is closed by a device that waited too long', async () => {
    const { lockdown, fakes } = await connected({}, { idleMs: 10 });
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
    expect(failureOf(await lockdown.queryType())).toEqual({ code: 'closed' });
  });
});

describe('pairing', () => {
  it('with a device in Setup Assistant succeeds at once', async () => {
    const { lockdown, device, fakes } = await connected({ stage: 'setupAssistant' });
    const draft = valueOf(await lockdown.draftPairRecord(fakes.buid));
    const record = valueOf(await lockdown.pair(draft));
    expect(record.escrowBag).toHaveLength(32);
    expect(device.hosts).toEqual([record.hostId]);
  });

  it('makes certificates of one root, over the device’s own key', async () => {
    const { lockdown } = await connected();
    const draft = valueOf(await lockdown.draftPairRecord('A-BUID'));
    const [root, host, own] = [
      draft.rootCertificate,
      draft.hostCertificate,
      draft.deviceCertificate,
    ].map((pem) => new X509Certificate(Buffer.from(pem)));
    expect([root, host, own].map((made) => root && made?.verify(root.publicKey))).toEqual([
      true,
      true,
      true,
    ]);
    expect([root?.ca, host?.ca, own?.ca]).toEqual([true, false, false]);
    const told = valueOf(await lockdown.getValue({ key: 'DevicePublicKey' }));
    expect(own?.publicKey.export({ type: 'pkcs1', format: 'pem' })).toBe(
      Buffer.from(told as Uint8Array).toString(),
    );
  });

  it('sends no private key', async () => {
    const { lockdown, fakes } = await connected({ stage: 'setupAssistant' });
    const draft = valueOf(await lockdown.draftPairRecord(fakes.buid));
    const sent = Object.values(sentForm(draft)).map((part) =>
      Buffer.from(part as string).toString(),
    );
    expect(sent.filter((part) => part.includes('PRIVATE'))).toEqual([]);
  });

  it('waits for the user with one draft, until it is trusted', async () => {
    const { lockdown, device, fakes } = await connected();
    const draft = valueOf(await lockdown.draftPairRecord(fakes.buid));
    expect(failureOf(await lockdown.pair(draft))).toEqual(refused('PairingDialogResponsePending'));
    device.tapTrust();
    expect(valueOf(await lockdown.pair(draft)).hostId).toBe(draft.hostId);
  });

  it.each([
    ['is denied', { trust: 'denies' }, 'UserDeniedPairing'],
    ['is locked', { isLocked: true }, 'PasswordProtected'],
  ] as const)('with a device that %s fails by name', async (_, options, name) => {
    const { lockdown, fakes } = await connected(options);
    const draft = valueOf(await lockdown.draftPairRecord(fakes.buid));
    expect(failureOf(await lockdown.pair(draft))).toEqual(refused(name));
  });

  it.each([
    ['no key', 'hello'],
    ['nothing', ''],
    ['a key of another kind', ed25519],
    ['endless text', 'A'.repeat(1_000_000)],
  ])('makes no certificates over %s', async (_, key) => {
    expect(await makeCertificates(key)).toBeUndefined();
  });

  it('is over when the device forgot the computer', async () => {
    const { record, device, openAnew, lockdown } = await inSession();
    lockdown.close();
    const anew = await openAnew();
    valueOf(await anew.unpair(record));
    expect(device.hosts).toEqual([]);
    expect(failureOf(await anew.startSession(record))).toEqual(refused('InvalidHostID'));
  });
});

describe('a session', () => {
  it('is opened with the record of this pairing, after it was kept by the daemon', async () => {
    const { lockdown, fakes, mux, device } = await connected({ stage: 'setupAssistant' });
    const draft = valueOf(await lockdown.draftPairRecord(fakes.buid));
    valueOf(await mux.savePairRecord(device.udid, valueOf(await lockdown.pair(draft))));
    const kept = valueOf(await mux.readPairRecord(device.udid));
    valueOf(await lockdown.startSession(kept ?? draft));
    expect(valueOf(await lockdown.getValue({ key: 'SerialNumber' }))).toBe(device.serial);
  });

  it.each(['xml', 'binary'] as const)(
    'gives each question its own answer, in %s',
    async (format) => {
      const { lockdown, device } = await inSession({}, { format });
      const keys = ['SerialNumber', 'ActivationState', 'DeviceName'];
      const answers = [];
      for (const key of keys) answers.push(valueOf(await lockdown.getValue({ key })));
      expect(answers).toEqual([device.serial, 'Activated', expect.any(String)]);
    },
  );

  it('is refused to a computer that the erased device forgot', async () => {
    const { record, device, openAnew } = await inSession();
    device.erase();
    const anew = await openAnew();
    expect(failureOf(await anew.startSession(record))).toEqual(refused('InvalidHostID'));
  });

  it('does not come about with a record that is no record', async () => {
    const { host, record } = await pairedBefore();
    const { lockdown } = await connected({ hosts: [host] });
    const broken = { ...record, hostPrivateKey: Buffer.from('no key') };
    expect(failureOf(await lockdown.startSession(broken))?.code).toBe('tls');
  });

  it('does not come about with the certificate of another computer', async () => {
    const { host, record } = await pairedBefore();
    const { lockdown, openAnew, fakes } = await connected({
      hosts: [host],
      stage: 'setupAssistant',
    });
    const other = valueOf(await (await openAnew()).draftPairRecord(fakes.buid));
    const mixed = { ...other, hostId: record.hostId };
    const started = await lockdown.startSession(mixed);
    const asked = started.ok ? await lockdown.queryType() : started;
    expect(failureOf(asked)?.code).toMatch(/^(tls|closed)$/);
  });

  it('ends with the conversation', async () => {
    const { lockdown, fakes } = await inSession();
    valueOf(await lockdown.stopSession());
    expect(failureOf(await lockdown.queryType())).toEqual({ code: 'closed' });
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
  });

  it('ends with the device', async () => {
    const { lockdown, fakes, device } = await inSession();
    fakes.unplug(device.udid);
    expect(failureOf(await lockdown.queryType())).toEqual({ code: 'closed' });
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
  });

  it('tells when the device was erased', async () => {
    const at = new Date('2026-11-27T08:00:00Z');
    const { device, openAnew, fakes } = await connected();
    device.erase({ at });
    const anew = await openAnew();
    const record = valueOf(await anew.pair(valueOf(await anew.draftPairRecord(fakes.buid))));
    valueOf(await anew.startSession(record));
    const nvram = valueOf(await anew.getValue({ key: 'NonVolatileRAM' }));
    expect(eraseStampOf(nvram)).toEqual({ kind: 'dated', at });
  });
});

describe('the cloud configuration', () => {
  it('is none where the device holds none', async () => {
    const { lockdown } = await inSession({ stage: 'setupAssistant' });
    expect(valueOf(await openCloudConfiguration(lockdown))).toEqual({ isHeld: false });
  });

  it.each(['xml', 'binary'] as const)('is told where there is one, in %s', async (format) => {
    const { lockdown, device } = await inSession({ stage: 'setupAssistant' }, { format });
    device.applyCloudConfiguration({ OrganizationName: 'Example & Söhne' });
    const told = valueOf(await openCloudConfiguration(lockdown));
    expect(told.isHeld && textOf(told.configuration, 'OrganizationName')).toBe('Example & Söhne');
  });

  it('leaves lockdown open', async () => {
    const { lockdown } = await inSession();
    await openCloudConfiguration(lockdown);
    expect(await lockdown.queryType()).toMatchObject({ ok: true });
  });
});
