import type { FactSource } from '../../core/facts/fact.ts';
import type { Profile, Service } from '../../core/facts/tenant-facts.ts';
import { success, type Result } from '../../core/result.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { AppleCloud } from './apple/apple-cloud.ts';
import type { Answer, CallOptions, CloudFailure, Reading } from './http/cloud-failure.ts';
import type { MicrosoftCloud } from './microsoft/microsoft-cloud.ts';
import { readDetails, type DetailWish } from './service-detail.ts';

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

/**
 * Reads tokens, their profiles, the push certificate and enrollment restrictions. What could be read is kept even if
 * another part failed. That restrictions cannot be read is no failure: they only warn, and ask for a right of their own.
 */
export async function refreshTenant(
  microsoft: MicrosoftCloud,
  mirror: Mirror,
  options?: CallOptions,
): Promise<Result<undefined, CloudFailure>> {
  const certificate = await microsoft.readPushCertificate(options);
  const push = heard(mirror, certificate);
  if (push) mirror.putTenant('pushCertificate', factFrom(push, 'intuneList', push.value));
  const restrictions = heard(mirror, await microsoft.readRestrictions(options));
  if (restrictions)
    mirror.putTenant('restrictions', factFrom(restrictions, 'intuneList', restrictions.value));
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

/** All or nothing: a list that lacks the profiles of one token would call them gone. */
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
    // The mirror keeps the earlier moment of those that it knows.
    const firstSeenAt = reading.cloudAt;
    profiles.push(...reading.value.map((profile) => ({ ...profile, firstSeenAt })));
  }
  if (oldest) mirror.putTenant('profiles', factFrom(oldest, 'intuneList', profiles));
  return success(undefined);
}

/**
 * Reads the services of one organization; those of the others stay as they are known, and so does what only the
 * answers about single services said. With a wish some of these are asked for anew.
 */
export async function refreshServices(
  apple: AppleCloud,
  mirror: Mirror,
  options?: CallOptions,
  wish?: DetailWish,
): Promise<Result<readonly Service[], CloudFailure>> {
  const answer = await apple.listServices(options);
  const reading = heard(mirror, answer);
  if (!reading) return answer.ok ? success([]) : answer;
  const keep = (services: readonly Service[]) =>
    keepServices(apple.organizationId, mirror, services, reading);
  keep(reading.value);
  if (!wish) return success(reading.value);
  const details = await readDetails(apple, mirror, reading.value, wish);
  const detailOf = ({ id }: Service) => details.find((detail) => detail.id === id);
  keep(reading.value.map((service) => ({ ...service, ...detailOf(service) })));
  return success(reading.value);
}

function keepServices(
  organizationId: string,
  mirror: Mirror,
  services: readonly Service[],
  reading: Reading<unknown>,
): void {
  const known = mirror.tenant().services;
  const others = (known?.value ?? []).filter((each) => each.organizationId !== organizationId);
  const before = new Map(known?.value.map((service) => [service.id, service]));
  const value = [...others, ...services.map((each) => ({ ...before.get(each.id), ...each }))];
  // Two organizations are read at the same time: the one that answers later must not be lost.
  const observedAt = Math.max(reading.askedAt, (known?.observedAt ?? 0) + 1);
  mirror.putTenant('services', { value, source: 'appleList', observedAt });
}
