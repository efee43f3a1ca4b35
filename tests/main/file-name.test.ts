import { describe, expect, it } from 'vitest';
import { fileNameFrom } from '../../src/main/file-name.ts';

describe('the name that a document is offered under', () => {
  it.each([
    ['resetbench-jamf.csv', 'resetbench-jamf.csv'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['..\\evil.csv', '-evil.csv'],
    ['a:b*c?.csv', 'a-b-c-.csv'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['CON.csv', '_CON.csv'],
    ['  .hidden. ', 'hidden'],
    ['', 'resetbench.txt'],
    ['x'.repeat(300), 'x'.repeat(120)],
  ])('%j becomes %j', (text, name) => {
    expect(fileNameFrom(text)).toBe(name);
  });
});
