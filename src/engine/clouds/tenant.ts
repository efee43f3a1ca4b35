import type { FactSource } from '../../core/facts/fact.ts';
import type { Profile, Service } from '../../core/facts/tenant-facts.ts';
import { success, type Result } from '../../core/result.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { AppleCloud } from './apple/apple-cloud.ts';
import type { Answer, CallOptions, CloudFailure, Reading } from './cloud-failure.ts';
import type { MicrosoftCloud } from './microsoft/microsoft-cloud.ts';

/** Takes over the clouds' clock from an answer, and gives the reading if it is one. */
export function heard<T>(mirror: Mirror, answer: Answer<T>): Reading<T> | undefined {
  if (!answer.ok) return undefined;
  mirror.noteCloudTime(answer.value.cloudAt, answer.value.answeredAt);
  return answer.value;
}

/** A reading's value as a fact of the mirror. */
export function factFrom<Value>(reading: Reading<unknown>, source: FactSource, value: Value) {
  return { value, source, observedAt: reading.askedAt };
}

/** Reads tokens, their profiles and the push certificate. What could be read is kept even if another part failed. */
export async function refreshTenant(
  microsoft: MicrosoftCloud,
  mirror: Mirror,
  options?: CallOptions,
): Promise<Result<undefined, CloudFailure>> {
  const certificate = await microsoft.readPushCertificate(options);
  const push = heard(mirror, certificate);
  if (push) mirror.putTenant('pushCertificate', factFrom(push, 'intuneList', push.value));
  const answer = await microsoft.listTokens(options);
  const tokens = heard(mirror, answer);
  if (!tokens) return answer.ok ? success(undefined) : answer;
  mirror.putTenant('tokens', factFrom(tokens, 'intuneList', [...tokens.value]));
  const profiles = await refreshProfiles(
    microsoft,
    mirror,
    tokens.value.map((token) => token.id),
    options,
  );
  if (!profiles.ok) return profiles;
  return certificate.ok ? success(undefined) : certificate;
}

async function refreshProfiles(
  microsoft: MicrosoftCloud,
  mirror: Mirror,
  tokenIds: readonly string[],
  options?: CallOptions,
): Promise<Result<undefined, CloudFailure>> {
  const profiles: Profile[] = [];
  let oldest: Reading<unknown> | undefined;
  for (const tokenId of tokenIds) {
    const answer = await microsoft.listProfiles(tokenId, options);
    const reading = heard(mirror, answer);
    if (!reading) return answer.ok ? success(undefined) : answer;
    oldest ??= reading;
    profiles.push(...reading.value);
  }
  if (oldest) mirror.putTenant('profiles', factFrom(oldest, 'intuneList', profiles));
  return success(undefined);
}

/** Reads the services of one organization; those of the others stay as they are known. */
export async function refreshServices(
  apple: AppleCloud,
  mirror: Mirror,
  options?: CallOptions,
): Promise<Result<readonly Service[], CloudFailure>> {
  const answer = await apple.listServices(options);
  const reading = heard(mirror, answer);
  if (!reading) return answer.ok ? success([]) : answer;
  const known = mirror.tenant().services?.value ?? [];
  const others = known.filter((service) => service.organizationId !== apple.organizationId);
  mirror.putTenant('services', factFrom(reading, 'appleList', [...others, ...reading.value]));
  return success(reading.value);
}
