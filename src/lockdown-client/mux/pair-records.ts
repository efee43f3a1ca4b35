import { constants } from 'node:os';
import type { Outcome } from '../failure.ts';
import { readPairRecord, storedForm } from '../lockdown/pair-record.ts';
import { dataOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { writePlist } from '../plist/write-xml.ts';
import { fail, succeed } from '../result.ts';
import { resultIn } from './message.ts';
import type { Mux } from './mux.ts';
import { askOnce, type Daemon } from './request.ts';
import { udidOf } from './udid.ts';

/** What the daemon answers for a record that it has not: docs/protocol/apple-usb.md#usbmux. */
const missing = constants.errno.ENOENT;

/** The part of the mux that keeps pair records. */
export function pairRecordsThrough(
  daemon: Daemon,
): Pick<Mux, 'readPairRecord' | 'savePairRecord' | 'deletePairRecord'> {
  return {
    readPairRecord: async (udid, signal) => {
      const reply = await ask(daemon, 'ReadPairRecord', { udid, signal });
      if (!reply.ok) return reply;
      const data = dataOf(reply.value, 'PairRecordData');
      if (data !== undefined) return readPairRecord(data);
      const outcome = doneOrMissing(reply.value);
      return outcome.ok ? succeed(undefined) : outcome;
    },
    savePairRecord: async (udid, record, { deviceId, signal } = {}) => {
      const PairRecordData = writePlist(storedForm(record));
      const fields = { PairRecordData, DeviceID: deviceId };
      const reply = await ask(daemon, 'SavePairRecord', { udid, signal, fields });
      return reply.ok ? done(reply.value) : reply;
    },
    deletePairRecord: async (udid, signal) => {
      const reply = await ask(daemon, 'DeletePairRecord', { udid, signal });
      return reply.ok ? doneOrMissing(reply.value) : reply;
    },
  };
}

interface About {
  readonly udid: string;
  readonly signal?: AbortSignal | undefined;
  readonly fields?: PlistDict;
}

async function ask(daemon: Daemon, name: string, about: About): Promise<Outcome<PlistDict>> {
  const udid = udidOf(about.udid);
  if (udid === undefined) return fail({ code: 'badUdid' });
  const request = { MessageType: name, PairRecordID: udid, ...about.fields };
  return askOnce(daemon, request, about.signal);
}

function done(reply: PlistDict, alsoFine = 0): Outcome<void> {
  const result = resultIn(reply);
  if (!result.ok) return result;
  const isDone = result.value === 0 || result.value === alsoFine;
  return isDone ? succeed(undefined) : fail({ code: 'refused', number: result.value });
}

function doneOrMissing(reply: PlistDict): Outcome<void> {
  return done(reply, missing);
}
