import type { Slots } from '../../contract/bench.ts';
import type { FailureCode } from '../../contract/protocol.ts';
import type { RecoveryExitFailure } from '../../core/ports.ts';
import { failure, success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import type { Desk } from './desk.ts';
import { slotsView } from './slots-view.ts';

/** Tells the device on that port to leave recovery. That it does is seen on USB, not here. */
export async function exitRecovery(desk: Desk, port: string): Promise<Reply<Slots>> {
  const { exitRecovery: tellDevice } = desk.bench;
  if (!tellDevice) return failure({ code: 'notOnThisPlatform' });
  const told = await tellDevice(port);
  return told.ok ? success(slotsView(desk)) : failure({ code: FAILURES[told.error] });
}

const FAILURES: Readonly<Record<RecoveryExitFailure, FailureCode>> = {
  gone: 'deviceGone',
  notInRecovery: 'notOffered',
  notPermitted: 'usbNotPermitted',
  notOnThisPlatform: 'notOnThisPlatform',
  refused: 'deviceRefused',
  timedOut: 'deviceRefused',
};
