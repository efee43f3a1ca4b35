import { describe, expect, it } from 'vitest';
import { freshFakes } from './fresh-fakes.ts';
import { rawMux } from './raw-client.ts';

const start = freshFakes();
const list = { MessageType: 'ListDevices' };

describe('the mux of the fake devices', () => {
  it('answers several requests on one socket, each with its tag', async () => {
    const { address, buid } = await start();
    const mux = await rawMux(address);
    mux.send({ MessageType: 'ReadBUID' }, 0);
    mux.send(list, 41);
    expect(await mux.next()).toEqual({ BUID: buid, tag: 0 });
    expect(await mux.next()).toEqual({ DeviceList: [], tag: 41 });
  });

  it('describes a device as the mux of Linux does', async () => {
    const fakes = await start();
    const { udid } = fakes.plug({ locationId: (2 << 16) | 9, className: 'iPad' });
    const mux = await rawMux(fakes.address);
    expect(await mux.ask(list)).toMatchObject({
      DeviceList: [
        {
          MessageType: 'Attached',
          DeviceID: 1,
          Properties: {
            ConnectionSpeed: 480_000_000,
            ConnectionType: 'USB',
            DeviceID: 1,
            LocationID: 131_081,
            ProductID: 0x12ab,
            SerialNumber: udid,
          },
        },
      ],
    });
  });

  it('tells a listener who is there, who comes under which new number, who leaves and who is paired', async () => {
    const fakes = await start();
    const { udid } = fakes.plug();
    const mux = await rawMux(fakes.address);
    expect(await mux.ask({ MessageType: 'Listen' })).toMatchObject({ Number: 0 });
    expect(await mux.next()).toMatchObject({ MessageType: 'Attached', DeviceID: 1, tag: 0 });
    fakes.unplug(udid);
    expect(await mux.next()).toEqual({ MessageType: 'Detached', DeviceID: 1, tag: 0 });
    fakes.replug(udid);
    expect(await mux.next()).toMatchObject({ MessageType: 'Attached', DeviceID: 2 });
    const other = await rawMux(fakes.address);
    const PairRecordData = Buffer.from('record');
    await other.ask({
      MessageType: 'SavePairRecord',
      PairRecordID: udid,
      PairRecordData,
      DeviceID: 2,
    });
    expect(await mux.next()).toEqual({ MessageType: 'Paired', DeviceID: 2, tag: 0 });
  });

  it('takes no second command on a socket that listens', async () => {
    const { address } = await start();
    const mux = await rawMux(address);
    await mux.ask({ MessageType: 'Listen' });
    expect(await mux.ask(list)).toMatchObject({ MessageType: 'Result', Number: 1 });
    expect(await mux.next()).toBeNull();
  });

  it.each([
    ['a command it does not know', { MessageType: 'Sing' }, 1],
    ['a device that is not there', { MessageType: 'Connect', DeviceID: 99, PortNumber: 32_498 }, 2],
    [
      'a port that nobody listens on',
      { MessageType: 'Connect', DeviceID: 1, PortNumber: 62_078 },
      3,
    ],
    ['a record that is not kept', { MessageType: 'ReadPairRecord', PairRecordID: 'x' }, 2],
    [
      'a record to delete that is not kept',
      { MessageType: 'DeletePairRecord', PairRecordID: 'x' },
      2,
    ],
    ['a record without data', { MessageType: 'SavePairRecord', PairRecordID: 'x' }, 22],
  ])('answers with its number for %s', async (_what, request, number) => {
    const fakes = await start();
    fakes.plug();
    const mux = await rawMux(fakes.address);
    expect(await mux.ask(request)).toEqual({ MessageType: 'Result', Number: number, tag: 7 });
    expect(await mux.ask(list)).not.toBeNull();
  });

  it.each([4, 15, 0x1_0001, 0xffff_ffff])('closes on a length of %i', async (length) => {
    const { address } = await start();
    const mux = await rawMux(address);
    const header = Buffer.alloc(16);
    header.writeUInt32LE(length, 0);
    mux.socket.write(header);
    expect(await mux.next()).toBeNull();
  });

  it('serves a record as it was saved', async () => {
    const { address } = await start();
    const mux = await rawMux(address);
    const PairRecordData = Buffer.from('no list at all');
    await mux.ask({ MessageType: 'SavePairRecord', PairRecordID: 'x', PairRecordData });
    const reply = await mux.ask({ MessageType: 'ReadPairRecord', PairRecordID: 'x' });
    expect(Buffer.from(reply?.['PairRecordData'] as Uint8Array)).toEqual(PairRecordData);
  });

  it('counts its open sockets', async () => {
    const fakes = await start();
    const mux = await rawMux(fakes.address);
    await mux.ask(list);
    expect(fakes.sockets()).toBe(1);
    mux.socket.destroy();
    await expect.poll(() => fakes.sockets()).toBe(0);
  });
});
