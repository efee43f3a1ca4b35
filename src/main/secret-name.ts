import type { z } from 'zod';
import type { shellCalls } from '../contract/shell.ts';
import { SECRET } from '../core/connections.ts';

type Choice = z.infer<(typeof shellCalls)['shell.chooseSecretFile']['input']>;

/**
 * Where the content of a file is kept that a person chose. No other name can be written from the page: what a
 * cloud is signed in with is a draft until the engine has kept its organization or tenant. Null for a key of nobody.
 */
export function secretName({ kind, organizationId }: Choice): string | null {
  switch (kind) {
    case 'tokenFile':
      return SECRET.tokenFile;
    case 'microsoftCertificate':
      return SECRET.microsoftCredentialDraft('certificate');
    case 'appleKey':
      return organizationId === undefined ? null : SECRET.appleKeyDraft(organizationId);
  }
}
