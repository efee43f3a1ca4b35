import type { Outcome } from '../failure.ts';
import type { Mux } from '../mux/mux.ts';
import { booleanOf, numberOf, textOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { fail, succeed } from '../result.ts';
import type { Ask } from './ask.ts';
import { type Channel, createChannel } from './channel.ts';
import type { Lockdown, LockdownOptions } from './lockdown.ts';
import { identityOf, type PairRecord } from './pair-record.ts';

/** The device of a conversation, and how to reach it once more. */
export interface Place {
  readonly mux: Mux;
  readonly deviceId: number;
  readonly options: LockdownOptions;
}

interface Session {
  readonly id: string;
  readonly record: PairRecord;
}

type Sessions = Pick<Lockdown, 'startSession' | 'stopSession' | 'startService'>;

/** The part of a conversation that needs a device that trusts this computer: docs/protocol/apple-usb.md#sessions. */
export function sessionsOver(ask: Ask, channel: Channel, place: Place): Sessions {
  let session: Session | undefined;
  return {
    startSession: async (record) => {
      const started = await startSession(ask, channel, record);
      if (!started.ok) return started;
      session = started.value;
      return succeed(undefined);
    },
    // The socket could go on without TLS. A new one costs less than the care to tell where the old one stands.
    stopSession: async () => {
      const reply = await ask('StopSession', { SessionID: session?.id });
      channel.close();
      return reply.ok ? succeed(undefined) : reply;
    },
    startService: async (name) => {
      const reply = await ask('StartService', {
        Service: name,
        EscrowBag: session?.record.escrowBag,
      });
      return reply.ok ? openService(reply.value, place, session) : reply;
    },
  };
}

async function startSession(
  ask: Ask,
  channel: Channel,
  record: PairRecord,
): Promise<Outcome<Session>> {
  const { hostId, systemBuid } = record;
  const reply = await ask('StartSession', { HostID: hostId, SystemBUID: systemBuid });
  if (!reply.ok) return reply;
  const id = textOf(reply.value, 'SessionID');
  if (id === undefined) return fail({ code: 'malformed', text: 'no session' });
  if (booleanOf(reply.value, 'EnableSessionSSL') === true) {
    const secured = await channel.secure(identityOf(record));
    if (!secured.ok) return secured;
  }
  return succeed({ id, record });
}

async function openService(
  reply: PlistDict,
  { mux, deviceId, options }: Place,
  session: Session | undefined,
): Promise<Outcome<Channel>> {
  const port = numberOf(reply, 'Port') ?? 0;
  if (!Number.isInteger(port) || port < 1 || port > 0xffff) {
    return fail({ code: 'malformed', text: 'no port' });
  }
  const stream = await mux.connect(deviceId, port, options.signal);
  if (!stream.ok) return stream;
  const service = createChannel(stream.value, options);
  if (booleanOf(reply, 'EnableServiceSSL') !== true || session === undefined)
    return succeed(service);
  const secured = await service.secure(identityOf(session.record));
  return secured.ok ? succeed(service) : secured;
}
