import { describe, expect, it } from 'vitest';
import { ready } from 'zpl-renderer-js';
import { labelSizeSchema, type LabelSize } from '../../../src/core/labels/label.ts';
import { DENSITIES, zplLayouts, zplOf, type Density } from '../../../src/core/labels/zpl.ts';
import { barcodesOn } from '../../support/read-barcodes.ts';

const SERIAL = 'C39XK2PQJG5H';
const label = { code: SERIAL, title: 'C39X K2PQ JG5H', lines: ['iPhone 15', 'BOX 3 – München'] };
const densities = Object.keys(DENSITIES).map(Number) as Density[];
const papers = labelSizeSchema.options.flatMap((size) =>
  densities.map((density) => ({ size, density })),
);

describe('a label', () => {
  it.each(papers)(
    'on $size at $density dpi is read back, as bars and as a matrix',
    async (paper) => {
      const found = await decoded(zplOf([label], paper), paper);
      expect(found).toEqual([`Code128 ${SERIAL}`, `DataMatrix ${SERIAL}`]);
    },
  );

  it('of a box with a long name has the square code alone, and it is read back', async () => {
    const name = 'PALLET 12, Klinikum rechts der Isar, München';
    const paper = { size: '57x32', density: 203 } as const;
    const found = await decoded(zplOf([{ code: name, title: name, lines: [] }], paper), paper);
    expect(found).toEqual([`DataMatrix ${name}`]);
  });

  it.each(['^XZ~JA_5E', 'a^FS^XA', '\u202Ex\u0000'])('takes no text for a command: %j', (text) => {
    const zpl = zplOf([{ ...label, title: text }], { size: '57x32', density: 203 });
    expect(zpl.match(/\^XA/g)).toHaveLength(1);
    expect(zpl.match(/\^XZ/g)).toHaveLength(1);
    expect(zpl).not.toMatch(/~|\p{Cf}|(?!\n)\p{Cc}/u);
  });
});

/** What an independent reader finds on the picture that an independent printer makes of it. */
async function decoded(zpl: string, { size, density }: { size: LabelSize; density: Density }) {
  const { api } = await ready;
  const [layout] = zplLayouts([label], { size, density });
  const { width = 0, height = 0 } = layout ?? {};
  const image = await api.zplToBase64Async(zpl, width, height, DENSITIES[density]);
  return barcodesOn(Buffer.from(image, 'base64'));
}
