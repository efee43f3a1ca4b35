import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { sendToPrinter } from '../../../src/engine/documents/send-to-printer.ts';

it('a printer on the network gets the labels whole', async () => {
  const { port, heard } = await aPrinter();
  const zpl = '^XA^FDMünchen^FS^XZ\n'.repeat(5_000);
  expect(await sendToPrinter({ host: '127.0.0.1', port }, zpl)).toEqual({ ok: true, value: {} });
  await expect.poll(() => heard()).toBe(zpl);
});

it('a printer that is not there is told as that', async () => {
  const { port, close } = await aPrinter();
  await close();
  const sent = await sendToPrinter({ host: '127.0.0.1', port }, '^XA^XZ');
  expect(sent).toEqual({ ok: false, error: { code: 'printerUnreachable' } });
});

async function aPrinter() {
  const parts: Buffer[] = [];
  const server = createServer((socket) => socket.on('data', (part) => parts.push(part)));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  return { port, close, heard: () => Buffer.concat(parts).toString('utf8') };
}
