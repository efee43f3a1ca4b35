import { describe, expect, it } from 'vitest';
import { isAllowedLink, isSignInPage } from '../../src/main/allowed-links.ts';

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

describe('isSignInPage', () => {
  it.each([
    'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=1',
    'https://login.microsoftonline.us/common',
    'https://login.chinacloudapi.cn/common',
    'https://login.partner.microsoftonline.cn/common',
    'http://127.0.0.1:40123/authorize',
    'http://localhost:40123/authorize',
    'http://[::1]:40123/authorize',
  ])('allows %s', (url) => {
    expect(isSignInPage(url)).toBe(true);
  });

  it.each([
    'http://login.microsoftonline.com/common',
    'https://login.microsoftonline.com.example.org/',
    'https://login.microsoftonline.com:8443/',
    'https://user:word@login.microsoftonline.com/',
    'https://business.apple.com/',
    'http://127.0.0.1.example.org/',
    'http://user@127.0.0.1/',
    'http://192.168.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ])('refuses %s', (url) => {
    expect(isSignInPage(url)).toBe(false);
  });
});
