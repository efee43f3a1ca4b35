import type { Fetch, HttpResponse } from '../../../src/core/ports.ts';
import type { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { adapters, anOrganization } from './cloud-bench.ts';

const APPLE = 'https://api-business.apple.com/v1';
const GRAPH = 'https://graph.microsoft.com';
const PAGE = 2;

type Json = Readonly<Record<string, unknown>>;

/** What both clouds hold, in the order in which they list it, two rows a page. A test changes it as it goes. */
export interface SmallClouds {
  services: string[];
  on: Record<string, string[]>;
  devices: Json[];
  tokens: string[];
  identities: Record<string, Json[]>;
  managed: Json[];
  /** What was asked for, without the host. */
  readonly asked: string[];
  /** Looks at each request before it is answered; what it gives is the answer. */
  before: (path: string) => HttpResponse | Promise<HttpResponse> | undefined;
}

export function smallClouds(clock: ManualClock) {
  const clouds: SmallClouds = {
    services: [],
    on: {},
    devices: [],
    tokens: [],
    identities: {},
    managed: [],
    asked: [],
    before: () => undefined,
  };
  const fetch: Fetch = async (url) => {
    const path = decodeURIComponent(url.replace(APPLE, '').replace(GRAPH, ''));
    clouds.asked.push(path);
    return (await clouds.before(path)) ?? answer(clouds, new URL(url), clock);
  };
  return { clouds, ...adapters(fetch, clock, anOrganization()) };
}

export function device(serial: string, overrides: Json = {}): Json {
  const attributes = { productFamily: 'iPhone', deviceModel: 'iPhone 16', status: 'ASSIGNED' };
  return { type: 'orgDevices', id: serial, attributes: { ...attributes, ...overrides } };
}

export function identityRow(serial: string, overrides: Json = {}): Json {
  return {
    id: `identity of ${serial}`,
    serialNumber: serial,
    requestedEnrollmentProfileId: null,
    enrollmentState: 'notContacted',
    isDeleted: false,
    createdDateTime: '2026-11-01T08:00:00Z',
    ...overrides,
  };
}

export function managedRow(serial: string, overrides: Json = {}): Json {
  return {
    id: `enrollment of ${serial}`,
    serialNumber: serial,
    operatingSystem: 'iOS',
    enrolledDateTime: '2026-11-20T08:00:00Z',
    managementState: 'managed',
    managementAgent: 'mdm',
    deviceEnrollmentType: 'appleBulkWithUser',
    enrollmentProfileName: 'Offices iPhone',
    ...overrides,
  };
}

/** An answer of another kind than the clouds would give. */
export function reply(status: number, body: unknown, clock?: ManualClock): HttpResponse {
  const date = clock ? new Date(clock.now()).toUTCString() : null;
  return {
    status,
    headers: { get: (name) => (name.toLowerCase() === 'date' ? date : null) },
    text: () => Promise.resolve(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

export const appleError = (code: string) => ({ errors: [{ code, title: 'No.', detail: 'No.' }] });

function answer(clouds: SmallClouds, url: URL, clock: ManualClock): HttpResponse {
  const rows = rowsAt(clouds, url.pathname);
  if (!rows)
    return reply(404, { ...appleError('NOT_FOUND'), error: { code: 'NotFound', message: 'No.' } });
  const at = Number(url.searchParams.get('cursor') ?? 0);
  const page = rows.slice(at, at + PAGE);
  const next = new URL(url);
  next.searchParams.set('cursor', String(at + PAGE));
  const more = at + PAGE < rows.length ? next.href : undefined;
  return reply(
    200,
    { data: page, links: { next: more }, value: page, '@odata.nextLink': more },
    clock,
  );
}

function rowsAt(clouds: SmallClouds, pathname: string): readonly unknown[] | undefined {
  const [, service = ''] = /^\/v1\/mdmServers\/(.+)\/relationships/.exec(pathname) ?? [];
  if (service !== '') return clouds.on[service]?.map((id) => ({ type: 'orgDevices', id }));
  if (pathname === '/v1/orgDevices') return clouds.devices;
  if (pathname !== '/v1/mdmServers') return graphRows(clouds, pathname);
  return clouds.services.map((id) => ({ id, attributes: { serverName: id } }));
}

function graphRows(clouds: SmallClouds, pathname: string): readonly unknown[] | undefined {
  const [token = '', what] = pathname.split('depOnboardingSettings/')[1]?.split('/') ?? [];
  if (what === 'importedAppleDeviceIdentities') return clouds.identities[token];
  if (what === 'enrollmentProfiles') return [];
  if (pathname.endsWith('/depOnboardingSettings')) return clouds.tokens.map((id) => ({ id }));
  if (pathname.endsWith('/managedDevices')) return clouds.managed;
  return pathname.endsWith('/deviceEnrollmentConfigurations') ? [] : undefined;
}
