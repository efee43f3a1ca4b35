import { describe, expect, it } from 'vitest';
import { deviceLabel } from '../../../src/core/labels/device-label.ts';
import {
  labelSizeSchema,
  labelTemplateSchema,
  type LabelSize,
} from '../../../src/core/labels/label.ts';
import { layoutsOf, type LabelLayout } from '../../../src/core/labels/layout.ts';

const device = {
  serial: 'C39XK2PQJG5H',
  model: 'iPhone 15',
  assetTag: 'MUC-1042',
  user: 'ada@example.org',
  box: 'BOX 3',
  destination: 'Munich',
};
const FINE = 0.17;

describe('a template', () => {
  it.each([
    ['box', ['BOX 3 – Munich', 'iPhone 15']],
    ['owner', ['MUC-1042', 'ada@example.org', 'iPhone 15']],
    ['serialOnly', []],
  ] as const)('%s says what it is called after', (template, lines) => {
    expect(deviceLabel(device, template)).toEqual({
      code: 'C39XK2PQJG5H',
      title: 'C39X K2PQ JG5H',
      lines,
    });
  });

  it('leaves no gap for what is not known', () => {
    const { lines } = deviceLabel({ ...device, assetTag: '', destination: '' }, 'owner');
    expect(lines).toEqual(['ada@example.org', 'iPhone 15']);
  });
});

describe('a label on its paper', () => {
  const all = labelSizeSchema.options.flatMap((size) =>
    labelTemplateSchema.options.map((template) => ({ size, template })),
  );

  it.each(all)('$size by the template $template lies within it and over nothing else', (each) => {
    const layout = layoutOf(each.size, deviceLabel(device, each.template));
    for (const box of boxesOf(layout)) {
      expect(box.left).toBeGreaterThan(0);
      expect(box.left + box.width).toBeLessThan(layout.width);
      expect(box.top + box.high).toBeLessThan(layout.height);
    }
    const tops = [layout.title, ...layout.lines, ...(layout.bars ? [layout.bars] : [])];
    for (const [index, box] of tops.slice(1).entries()) {
      const above = tops[index];
      expect(box.top).toBeGreaterThanOrEqual((above?.top ?? 0) + (above?.high ?? 0));
    }
  });

  it('that has more lines than it holds says so', () => {
    const layout = layoutOf('62x29', deviceLabel(device, 'owner'));
    expect([layout.lines.length, [...layout.lacks]]).toEqual([2, ['lines']]);
  });

  it('that is endless has room for all of them', () => {
    const layout = layoutOf('62', deviceLabel(device, 'owner'));
    expect([layout.lines.length, layout.lacks.size]).toEqual([3, 0]);
  });

  it('that is endless is as long as the longest of all needs', () => {
    const two = [deviceLabel(device, 'owner'), deviceLabel({ ...device, user: '' }, 'owner')];
    const [one, other] = layoutsOf(two, '62', FINE);
    expect(one?.height).toBe(other?.height);
  });

  it('whose code is too long for bars has none and says so', () => {
    const layout = layoutOf('57x32', { code: 'PALLET '.repeat(8), title: 'PALLET', lines: [] });
    expect([layout.bars, [...layout.lacks]]).toEqual([undefined, ['bars']]);
  });

  it('whose code no symbol holds has none and says so', () => {
    const layout = layoutOf('57x32', { code: 'BOX – 3', title: 'BOX – 3', lines: [] });
    expect([layout.bars, layout.matrix, [...layout.lacks]]).toEqual([
      undefined,
      undefined,
      ['code'],
    ]);
  });

  it('with a text that is too long cuts it and says so', () => {
    const title = 'A very long name of a pallet';
    const layout = layoutOf('57x32', { code: 'P1', title, lines: [] });
    expect(layout.title.text).toMatch(/^A very long.*…$/);
    expect([...layout.lacks]).toEqual(['text']);
  });
});

function layoutOf(size: LabelSize, label: Parameters<typeof layoutsOf>[0][number]): LabelLayout {
  const [layout] = layoutsOf([label], size, FINE);
  if (!layout) throw new Error('a label has a layout');
  return layout;
}

function boxesOf({ bars, lines, matrix, title }: LabelLayout) {
  const square = matrix && { ...matrix, width: matrix.size, high: matrix.size };
  return [title, ...lines, square, bars].filter((box) => box !== undefined);
}
