import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { withoutNetworkTwins } from '../../src/lockdown-client/index.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { failureOf, muxAt, pairedBefore, valueOf } from './client.ts';
import { frame, rawDaemons, xml } from './raw-daemon.ts';

const start = freshFakes();
const startRaw = rawDaemons();
const none = xml('<key>DeviceList</key><array/>');
const udid = '00008120-001A2B3C4D5E801E';
const answering = (reply: Buffer) => startRaw((socket) => void socket.write(reply));

describe('the list of devices', () => {
  it('tells numbers, UDIDs and places', async () => {
    const fakes = await start();
    fakes.plug({ udid, productId: 0x12a8, locationId: 0x1_0004 });
    const devices = valueOf(await muxAt(fakes.address).listDevices());
    expect(devices).toEqual([
      { deviceId: 1, udid, connection: 'usb', productId: 0x12a8, locationId: 0x1_0004 },
    ]);
  });

  it('is empty when none is there', async () => {
    const fakes = await start();
    expect(valueOf(await muxAt(fakes.address).listDevices())).toEqual([]);
  });

  it('holds a device on USB and Wi-Fi twice, and without its twin once', async () => {
    const fakes = await start();
    fakes.plug({ udid, connections: ['Network', 'USB'] });
    fakes.plug({ connections: ['Network'] });
    const devices = valueOf(await muxAt(fakes.address).listDevices());
    expect(devices).toHaveLength(3);
    const kept = withoutNetworkTwins(devices).map(({ connection }) => connection);
    expect(kept).toEqual(['usb', 'network']);
  });

  it('comes over TCP as well', async () => {
    const fakes = await start({ socketPath: undefined, tcp: { port: 0 } });
    fakes.plug();
    expect(valueOf(await muxAt(fakes.address).listDevices())).toHaveLength(1);
  });

  it('leaves out a device whose UDID is none', async () => {
    const entry = (serial: string) =>
      `<dict><key>DeviceID</key><integer>1</integer><key>Properties</key><dict><key>SerialNumber</key><string>${serial}</string></dict></dict>`;
    const serials = [
      '../../../etc/passwd',
      '00008120001A2B3C4D5E801e',
      'a'.repeat(41),
      'A'.repeat(40),
    ];
    const list = `<key>DeviceList</key><array><true/>${serials.map(entry).join('')}</array>`;
    const { address } = await answering(frame(xml(list)));
    const devices = valueOf(await muxAt(address).listDevices());
    expect(devices.map((device) => device.udid)).toEqual([udid, 'a'.repeat(40)]);
  });
});

describe('the daemon', () => {
  it('tells the computer’s own id', async () => {
    const fakes = await start({ buid: 'A-BUID' });
    expect(valueOf(await muxAt(fakes.address).readBuid())).toBe('A-BUID');
  });

  it('is not there when nobody listens', async () => {
    const outcome = await muxAt('UNIX:/nowhere/mux').listDevices();
    expect(failureOf(outcome)).toEqual({ code: 'noDaemon', text: 'ENOENT' });
  });

  it('may not be asked when its socket is closed to this user', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows asks over TCP');
    skip(process.getuid?.() === 0, 'root may open every socket');
    const fakes = await start();
    chmodSync(fakes.address.replace('UNIX:', ''), 0);
    expect(failureOf(await muxAt(fakes.address).listDevices())).toEqual({ code: 'notPermitted' });
  });

  it('is not there when the socket is a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-mux-'));
    writeFileSync(join(folder, 'mux'), '');
    const outcome = await muxAt(join(folder, 'mux')).listDevices();
    rmSync(folder, { recursive: true });
    expect(failureOf(outcome)?.code).toBe('noDaemon');
  });

  it.each([
    ['a length below its header', frame('', { length: 15 }), 'malformed'],
    ['a length above the cap', frame('', { length: 0x4_0001 }), 'tooLarge'],
    ['the largest length', frame('', { length: 0xffff_ffff }), 'tooLarge'],
    ['another tag', frame(none, { tag: 2 }), 'malformed'],
    ['another version', frame(none, { version: 0 }), 'malformed'],
    ['another kind of message', frame(none, { message: 1 }), 'malformed'],
    ['no list', frame('hello'), 'malformed'],
    ['no devices', frame(xml('')), 'malformed'],
  ])('is not believed with %s', async (_, reply, code) => {
    const daemon = await answering(reply);
    expect(failureOf(await muxAt(daemon.address).listDevices())?.code).toBe(code);
    await vi.waitFor(() => expect(daemon.sockets()).toBe(0));
  });

  it('may send its frame byte by byte', async () => {
    const reply = frame(xml('<key>BUID</key><string>x</string>'));
    const { address } = await startRaw((socket) => {
      socket.setNoDelay(true);
      const bytes = [...reply].values();
      const next = () => {
        const { value, done } = bytes.next();
        if (done !== true) socket.write(Buffer.from([value]), () => setImmediate(next));
      };
      next();
    });
    expect(valueOf(await muxAt(address).readBuid())).toBe('x');
  });

  it('that says nothing is given up after the time', async () => {
    const daemon = await startRaw(() => {});
    expect(failureOf(await muxAt(daemon.address, 20).readBuid())).toEqual({ code: 'timedOut' });
    await vi.waitFor(() => expect(daemon.sockets()).toBe(0));
  });

  it('that hangs up in the middle is closed', async () => {
    const reply = frame(xml('<key>BUID</key><string>x</string>'));
    const { address } = await startRaw((socket) => void socket.end(reply.subarray(0, 30)));
    expect(failureOf(await muxAt(address).readBuid())).toEqual({ code: 'closed' });
  });
});

describe('a stream to a device', () => {
  it('is refused for a number that is gone', async () => {
    const fakes = await start();
    const outcome = await muxAt(fakes.address).connect(99, 62_078);
    expect(failureOf(outcome)).toEqual({ code: 'noSuchDevice' });
  });

  it('is refused for a port where nothing listens', async () => {
    const fakes = await start();
    fakes.plug();
    const outcome = await muxAt(fakes.address).connect(1, 1234);
    expect(failureOf(outcome)).toEqual({ code: 'refused', number: 3 });
  });

  it('hands over what the device sent with the reply', async () => {
    const yes = frame(
      xml('<key>MessageType</key><string>Result</string><key>Number</key><integer>0</integer>'),
    );
    const { address } = await answering(Buffer.concat([yes, Buffer.from('hello')]));
    const stream = valueOf(await muxAt(address).connect(1, 1));
    const [bytes] = (await once(stream, 'data')) as [Buffer];
    stream.destroy();
    expect(bytes.toString()).toBe('hello');
  });

  it('may break without anybody listening', async () => {
    const fakes = await start();
    const device = fakes.plug();
    const stream = valueOf(await muxAt(fakes.address).connect(1, 62_078));
    fakes.unplug(device.udid);
    stream.write('x');
    await vi.waitFor(() => expect(stream.destroyed).toBe(true));
  });
});

describe('a pair record', () => {
  it.each(['asSaved', 'binary'] as const)(
    'is read as it was saved, served %s',
    async (recordFormat) => {
      const fakes = await start({ recordFormat });
      const { record } = await pairedBefore();
      const whole = {
        ...record,
        escrowBag: new Uint8Array([1, 2]),
        wifiAddress: '02:00:00:00:00:01',
      };
      const mux = muxAt(fakes.address);
      valueOf(await mux.savePairRecord(udid, whole));
      const read = valueOf(await mux.readPairRecord(udid));
      expect(read && asText(read)).toEqual(asText(whole));
    },
  );

  it('that is missing is a value', async () => {
    const fakes = await start();
    expect(await muxAt(fakes.address).readPairRecord(udid)).toEqual({ ok: true, value: undefined });
  });

  it('is gone when it was deleted, even twice', async () => {
    const fakes = await start();
    const { host } = await pairedBefore();
    fakes.saveRecord(udid, host);
    const mux = muxAt(fakes.address);
    expect(await mux.deletePairRecord(udid)).toEqual({ ok: true, value: undefined });
    expect(await mux.deletePairRecord(udid)).toEqual({ ok: true, value: undefined });
    expect(fakes.hasRecord(udid)).toBe(false);
  });

  it.each(['../../../etc/passwd', '', `${udid}/..`, `${udid}\n`, 'SystemConfiguration'])(
    'of %j is never asked for',
    async (wrong) => {
      const fakes = await start();
      const mux = muxAt(fakes.address);
      const { record } = await pairedBefore();
      const outcomes = [
        await mux.readPairRecord(wrong),
        await mux.savePairRecord(wrong, record),
        await mux.deletePairRecord(wrong),
      ];
      expect(outcomes.map((outcome) => failureOf(outcome)?.code)).toEqual(Array(3).fill('badUdid'));
      expect(fakes.conversations()).toEqual([]);
    },
  );

  it('that lacks parts is malformed', async () => {
    const data = Buffer.from(xml('<key>HostID</key><string>x</string>')).toString('base64');
    const { address } = await answering(
      frame(xml(`<key>PairRecordData</key><data>${data}</data>`)),
    );
    const outcome = await muxAt(address).readPairRecord(udid);
    expect(failureOf(outcome)?.code).toBe('malformed');
  });
});

function asText(record: object): Record<string, string> {
  const entries = Object.entries(record) as [string, Uint8Array | string][];
  return Object.fromEntries(
    entries.map(([key, part]) => [key, Buffer.from(part as string).toString()]),
  );
}
