// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { groupsOf, Serial } from '../../../src/renderer/ui/Serial.tsx';

afterEach(cleanup);

describe('a serial', () => {
  it.each([
    ['F2LXK0A7JG5H', ['F2LX', 'K0A7', 'JG5H']],
    ['H4K7M2Q9XT', ['H4K7', 'M2Q9', 'XT']],
    ['ABCDEFGHIJKLM', ['ABCD', 'EFGH', 'IJKLM']],
    ['', []],
  ])('%s stands in groups', (serial, groups) => {
    expect(groupsOf(serial)).toEqual(groups);
  });

  it('holds no blanks that could be copied', () => {
    const { container } = render(<Serial serial="F2LXK0A7JG5H" />);
    expect(container.textContent).toBe('F2LXK0A7JG5H');
  });
});
