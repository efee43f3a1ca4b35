import { describe, expect, it } from 'vitest';
import { isAppUrl } from '../../src/main/app-origin.ts';
import { isTrustedSender } from '../../src/main/sender.ts';

type Frame = Parameters<typeof isTrustedSender>[0];

function aFrame(frame: { origin: string; parent: object | null }): Frame {
  // The two fields that the check reads; a WebFrameMain exists only inside Electron.
  return frame as unknown as Frame;
}

describe('isAppUrl', () => {
  it('knows the app', () => {
    expect(isAppUrl('app://resetbench/index.html')).toBe(true);
  });

  it.each([
    'app://resetbench.example/',
    'app://resetbench@example/',
    'app://resetbench:secret@resetbench/',
    'https://resetbench/',
    'about:blank',
    '',
  ])('does not take %s for the app', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});

describe('isTrustedSender', () => {
  it('trusts the main frame of the app', () => {
    expect(isTrustedSender(aFrame({ origin: 'app://resetbench', parent: null }))).toBe(true);
  });

  it('does not trust a frame inside the page', () => {
    expect(isTrustedSender(aFrame({ origin: 'app://resetbench', parent: {} }))).toBe(false);
  });

  it('does not trust another origin', () => {
    expect(isTrustedSender(aFrame({ origin: 'https://example.org', parent: null }))).toBe(false);
  });

  it('does not trust a frame that is gone', () => {
    expect(isTrustedSender(null)).toBe(false);
  });
});
