import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes, type ReadInputBarcodeFormat } from 'zxing-wasm/reader';

// The reader would fetch its own binary from the network.
const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
const { buffer, byteOffset, byteLength } = readFileSync(file);
prepareZXingModule({
  overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) },
});

/** What ZXing, which has no part in making them, reads on a picture (PNG): `Code128 C39XK2PQJG5H`, sorted. */
export async function barcodesOn(
  picture: Buffer,
  formats: ReadInputBarcodeFormat[] = ['Code128', 'DataMatrix', 'QRCode'],
): Promise<string[]> {
  const blob = new Blob([new Uint8Array(picture)], { type: 'image/png' });
  const found = await readBarcodes(blob, { formats, tryHarder: true, maxNumberOfSymbols: 20 });
  return found.map(({ format, text }) => `${format} ${text}`).toSorted();
}
