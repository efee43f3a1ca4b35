import { describe, expect, it } from 'vitest';
import { UDEV_RULE_PATH, udevRule } from '../../../src/core/usb/udev-rule.ts';
import { classifyProductId } from '../../../src/engine/bench/identity/product-id.ts';

const BOOT_LOADERS = new Set(['recovery', 'wtf', 'dfu', 'kis', 'portDfu']);

const rules = udevRule()
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the rule for udev', () => {
  it('is one line of matches and one tag', () => {
    const part = String.raw`[A-Z]+(?:\{\w+\})?(?:==|\+=)"[^"]+"`;
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatch(new RegExp(`^${part}(?:, ${part})+$`));
  });

  it('is for every mode of a boot loader, and for no device that is in use', () => {
    const [, ids = ''] = /\{idProduct\}=="([^"]+)"/.exec(rules[0] ?? '') ?? [];
    const every = Array.from({ length: 0x1_0000 }, (_, id) => id);
    const loaders = every.filter((id) => BOOT_LOADERS.has(classifyProductId(id)));
    expect(ids.split('|').toSorted()).toEqual(
      loaders.map((id) => id.toString(16).padStart(4, '0')).toSorted(),
    );
  });

  it('names the file it belongs in, which comes before those that act on its tag', () => {
    expect(udevRule()).toContain(UDEV_RULE_PATH);
    expect(UDEV_RULE_PATH.split('/').at(-1)?.localeCompare('73-seat-late.rules')).toBe(-1);
  });
});
