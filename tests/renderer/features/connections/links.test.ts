import { describe, expect, it } from 'vitest';
import { MICROSOFT_CLOUDS, type Tenant } from '../../../../src/core/connections.ts';
import { isAllowedLink } from '../../../../src/main/allowed-links.ts';
import { GUIDES } from '../../../../src/renderer/features/connections/guides.ts';
import {
  linkUrl,
  tokenProfilesUrl,
  type LinkName,
} from '../../../../src/renderer/features/connections/links.ts';

const clouds = Object.keys(MICROSOFT_CLOUDS) as Tenant['cloud'][];
const names = new Set<LinkName>(
  Object.values(GUIDES)
    .flat()
    .filter((link) => link !== null),
);

describe.each(clouds)('the pages of the wizard for %s', (cloud) => {
  it.each([...names])('%s is one that the shell opens', (name) => {
    expect(isAllowedLink(linkUrl(name, { cloud, clientId: 'a/b?c' }))).toBe(true);
  });

  it('the profiles of a token are too, whatever its id', () => {
    const url = tokenProfilesUrl(cloud, 'k1/../../evil?x#y');
    expect(isAllowedLink(url)).toBe(true);
    expect(url).toContain('k1%2F..%2F..%2Fevil%3Fx%23y');
  });
});
