import { connect } from 'node:net';
import { failure, success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';

/** Where label printers listen for what they are to print, without a driver (RAW, also called JetDirect). */
const RAW_PORT = 9100;
const PATIENCE = 5_000;

/**
 * Sends labels to a printer on the network. Success means that it took all of them, not that they are printed: printers of
 * this kind do not answer.
 */
export function sendToPrinter(
  { host, port = RAW_PORT }: { readonly host: string; readonly port?: number | undefined },
  zpl: string,
): Promise<Reply<Record<string, never>>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const give = (reply: Reply<Record<string, never>>) => {
      socket.destroySoon();
      resolve(reply);
    };
    socket.setTimeout(PATIENCE, () => give(failure({ code: 'printerUnreachable' })));
    socket.on('error', () => give(failure({ code: 'printerUnreachable' })));
    socket.on('connect', () => socket.end(zpl, 'utf8'));
    socket.on('finish', () => give(success({})));
  });
}
