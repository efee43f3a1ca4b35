import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BENCH_COMMANDS,
  commandCode,
  operatorBadge,
} from '../../../src/core/identifiers/bench-codes.ts';
import { classifyCode } from '../../../src/core/identifiers/classify-code.ts';

describe('the barcodes that the bench prints', () => {
  it.each(BENCH_COMMANDS)('the command %s is read as itself', (command) => {
    expect(classifyCode(commandCode(command))).toMatchObject({ kind: 'command', value: command });
  });

  it.each([
    ['Mira Lang', 'RB-OP-MIRA.LANG'],
    ['Jürgen Weiß', 'RB-OP-JUERGEN.WEISS'],
    ['Zoë Čapek', 'RB-OP-ZOE.CAPEK'],
    ['  4711  ', 'RB-OP-4711'],
    ['Maximiliane von Hohenstaufen', 'RB-OP-MAXIMILIANE.VON.HOHE'],
  ])('the badge of %s is %s', (name, badge) => {
    expect(operatorBadge(name)).toBe(badge);
  });

  it.each(['', ' ', '...', '名前'])('there is no badge for “%s”', (name) => {
    expect(operatorBadge(name)).toBeUndefined();
  });

  it('every badge is read as an operator', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const badge = operatorBadge(name);
        if (badge !== undefined) expect(classifyCode(badge).kind).toBe('operator');
      }),
      { numRuns: 500 },
    );
  });
});
