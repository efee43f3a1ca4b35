import { describe, expect, it, vi } from 'vitest';
import type { ListenEvent, LockdownFailure, Mux } from '../../src/lockdown-client/index.ts';
import { freshFakes } from '../support/fresh-fakes.ts';
import { muxAt, pairedBefore } from './client.ts';
import { frame, rawDaemons, xml } from './raw-daemon.ts';

const start = freshFakes();
const startRaw = rawDaemons();

describe('a listener', () => {
  it('hears of those that are there, that come, are paired and go', async () => {
    const fakes = await start();
    const first = fakes.plug();
    const ear = listen(muxAt(fakes.address));
    await vi.waitFor(() => expect(ear.kinds()).toEqual(['listening', 'attached']));
    const { record } = await pairedBefore();
    await muxAt(fakes.address).savePairRecord(first.udid, record, { deviceId: 1 });
    fakes.plug();
    fakes.unplug(first.udid);
    await vi.waitFor(() =>
      expect(ear.kinds().slice(2)).toEqual(['paired', 'attached', 'detached']),
    );
    ear.stop();
  });

  it('hears nothing more when it stopped, not even its end', async () => {
    const fakes = await start();
    const ear = listen(muxAt(fakes.address));
    await vi.waitFor(() => expect(ear.kinds()).toEqual(['listening']));
    ear.stop();
    fakes.plug();
    await vi.waitFor(() => expect(fakes.sockets()).toBe(0));
    expect([ear.kinds(), ear.ends]).toEqual([['listening'], []]);
  });

  it('is told once that the daemon went', async () => {
    const fakes = await start();
    const ear = listen(muxAt(fakes.address));
    await vi.waitFor(() => expect(ear.kinds()).toEqual(['listening']));
    await fakes.close();
    await vi.waitFor(() => expect(ear.ends).toEqual([{ code: 'closed' }]));
  });

  it('is told that no daemon is there', async () => {
    const ear = listen(muxAt('UNIX:/nowhere/mux'));
    await vi.waitFor(() => expect(ear.ends.map(({ code }) => code)).toEqual(['noDaemon']));
  });

  it('passes over what it does not know', async () => {
    const yes = xml(
      '<key>MessageType</key><string>Result</string><key>Number</key><integer>0</integer>',
    );
    const odd = [
      '',
      '<key>MessageType</key><string>Attached</string>',
      '<key>MessageType</key><string>New</string>',
    ];
    const gone = xml(
      '<key>MessageType</key><string>Detached</string><key>DeviceID</key><integer>5</integer>',
    );
    const frames = [
      frame(yes),
      ...odd.map((inner) => frame(xml(inner), { tag: 0 })),
      frame(gone, { tag: 0 }),
    ];
    const { address } = await startRaw((socket) => void socket.write(Buffer.concat(frames)));
    const ear = listen(muxAt(address));
    await vi.waitFor(() => expect(ear.kinds()).toEqual(['listening', 'detached']));
    ear.stop();
  });

  it('sends nothing else on its connection', async () => {
    const fakes = await start();
    const mux = muxAt(fakes.address);
    const ear = listen(mux);
    await vi.waitFor(() => expect(ear.kinds()).toEqual(['listening']));
    await mux.listDevices();
    await mux.readBuid();
    const lines = fakes.conversations().map(({ line, request }) => `${line} ${request}`);
    expect(lines).toEqual(['1 Listen', '2 ListDevices', '3 ReadBUID']);
    ear.stop();
  });
});

function listen(mux: Mux) {
  const events: ListenEvent[] = [];
  const ends: LockdownFailure[] = [];
  const stop = mux.listen(
    (event) => events.push(event),
    (failure) => ends.push(failure),
  );
  return { stop, ends, kinds: () => events.map(({ kind }) => kind) };
}
