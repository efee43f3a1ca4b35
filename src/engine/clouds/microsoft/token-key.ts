import { z } from 'zod';
import { text } from '../http/lenient.ts';

/** A function or action of Graph that answers with one text wraps it into `value`. */
export const tokenKeySchema = z
  .object({ value: text.pipe(z.string()) })
  .transform(({ value }) => asPem(value));

const LINE = /.{1,64}/g;

/** Apple's page takes a PEM file, as Intune's own page saves it; Graph only promises a text with the key in it. */
function asPem(key: string): string {
  const lines = key.replaceAll(/-----(BEGIN|END) CERTIFICATE-----|\s/g, '').match(LINE) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
