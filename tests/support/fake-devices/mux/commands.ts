import { constants } from 'node:os';
import { dataOf, decodePlist, encodePlist, numberOf, type PlistDict, textOf } from '../plist.ts';
import type { Room } from '../room.ts';
import { attachedMessage } from './attached.ts';
import { keepRecord } from './records.ts';

const { ENOENT, EINVAL } = constants.errno;

export const resultNumbers = { ok: 0, badCommand: 1, badDevice: 2, refused: 3, badVersion: 6 };

export function result(number: number): PlistDict {
  return { MessageType: 'Result', Number: number };
}

/** The reply to a command after which the client may send the next one. */
export function answerCommand(room: Room, name: string, request: PlistDict): PlistDict {
  const command = commands[name];
  return command === undefined ? result(resultNumbers.badCommand) : command(room, request);
}

const commands: Record<string, (room: Room, request: PlistDict) => PlistDict> = {
  // Without MessageType: libusbmuxd takes no list that has one.
  ListDevices: ({ attachments }) => ({
    DeviceList: [...attachments.values()].map(attachedMessage),
  }),
  ListListeners: ({ listeners }) => ({
    ListenerList: [...listeners.keys()].map((_, index) => ({
      ProgName: 'listener',
      ConnectionID: index + 1,
    })),
  }),
  ReadBUID: ({ buid }) => ({ BUID: buid }),
  ReadPairRecord: readRecord,
  SavePairRecord: saveRecord,
  DeletePairRecord: deleteRecord,
};

function readRecord({ records, settings }: Room, request: PlistDict): PlistDict {
  const id = textOf(request, 'PairRecordID');
  if (id === undefined) return result(EINVAL);
  const saved = records.get(id);
  if (saved === undefined) return result(ENOENT);
  return { PairRecordData: settings.recordFormat === 'binary' ? asBinary(saved) : saved };
}

function asBinary(saved: Buffer): Buffer {
  const record = decodePlist(saved);
  return record === undefined ? saved : encodePlist(record, 'binary');
}

function saveRecord(room: Room, request: PlistDict): PlistDict {
  const id = textOf(request, 'PairRecordID');
  const data = dataOf(request, 'PairRecordData');
  if (id === undefined || data === undefined) return result(EINVAL);
  keepRecord(room, id, data, numberOf(request, 'DeviceID'));
  return result(resultNumbers.ok);
}

function deleteRecord({ records }: Room, request: PlistDict): PlistDict {
  const id = textOf(request, 'PairRecordID');
  if (id === undefined) return result(EINVAL);
  return result(records.delete(id) ? resultNumbers.ok : ENOENT);
}
