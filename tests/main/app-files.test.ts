import { describe, expect, it } from 'vitest';
import { fileOfUrl } from '../../src/main/app-files.ts';

const root = '/app/renderer';

describe('fileOfUrl', () => {
  it('gives the page for the bare origin', () => {
    expect(fileOfUrl(root, 'app://resetbench/')).toBe('/app/renderer/index.html');
  });

  it('gives a file inside, whatever its query', () => {
    expect(fileOfUrl(root, 'app://resetbench/assets/index.js?v=1#x')).toBe(
      '/app/renderer/assets/index.js',
    );
  });

  it.each([
    'app://resetbench/..%2fsecret.json',
    'app://resetbench/assets/..%5c..%5csecret.json',
    'app://resetbench/..%2frenderer-other/x.js',
    'app://resetbench/index.html%00.js',
    'app://resetbench/%E0%A4%A.js',
    'app://resetbench/secret.key',
    'app://other/index.html',
    'app://resetbench:80/index.html',
    'app://user@resetbench/index.html',
    'file:///etc/passwd.json',
    'not a url',
  ])('refuses %s', (url) => {
    expect(fileOfUrl(root, url)).toBeNull();
  });

  it('keeps dots that the URL itself resolves inside', () => {
    expect(fileOfUrl(root, 'app://resetbench/%2e%2e/%2e%2e/page.json')).toBe(
      '/app/renderer/page.json',
    );
  });
});
