import { describe, expect, it } from 'vitest';
import { isAllowedLink } from '../../src/main/allowed-links.ts';

describe('isAllowedLink', () => {
  it.each(['https://business.apple.com/#/main/devices', 'https://intune.microsoft.com/'])(
    'allows %s',
    (url) => {
      expect(isAllowedLink(url)).toBe(true);
    },
  );

  it.each([
    'http://business.apple.com/',
    'https://business.apple.com.example.org/',
    'https://evil-business.apple.com/',
    'https://business.apple.com:8443/',
    'https://business.apple.com@example.org/',
    'https://user:word@business.apple.com/',
    'file:///etc/passwd',
    'smb://business.apple.com/share',
    'javascript:alert(1)',
    '',
  ])('refuses %s', (url) => {
    expect(isAllowedLink(url)).toBe(false);
  });
});
