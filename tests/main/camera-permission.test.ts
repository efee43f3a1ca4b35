import { describe, expect, it } from 'vitest';
import { isForCamera, type PermissionWish } from '../../src/main/camera-permission.ts';

const camera: PermissionWish = {
  permission: 'media',
  media: ['video'],
  url: 'app://resetbench/',
  isMainFrame: true,
};

describe('the one permission there is', () => {
  it('is the picture of a camera for the app itself', () => {
    expect(isForCamera(camera)).toBe(true);
  });

  it.each<[string, Partial<PermissionWish>]>([
    ['sound', { media: ['audio'] }],
    ['picture and sound', { media: ['video', 'audio'] }],
    ['tracks of no kind', { media: [] }],
    ['tracks of an unknown kind', { media: ['unknown'] }],
    ['another page', { url: 'https://example.org/' }],
    ['a page that looks like the app', { url: 'app://resetbench.example/' }],
    ['no page', { url: '' }],
    ['a frame', { isMainFrame: false }],
    ['the screen', { permission: 'display-capture' }],
    ['the position', { permission: 'geolocation' }],
    ['whatever comes with a newer Electron', { permission: 'camera-of-tomorrow' }],
  ])('is not %s', (_, wish) => {
    expect(isForCamera({ ...camera, ...wish })).toBe(false);
  });
});
