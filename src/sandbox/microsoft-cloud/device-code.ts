import { chanceOf, uuidOf } from '../../core/chance.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { HOSTS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { oauthRefusal, refusedBy } from './entra-errors.ts';
import type { DeviceCode } from './entra-state.ts';
import { hashOf } from './microsoft-bearers.ts';
import { consentTo, scopesIn } from './scopes.ts';

const CODE_LIFE = 15 * MINUTE;
/** Entra asks for five seconds; a rehearsal need not wait as long. */
const INTERVAL = 1;

export function startDeviceCode(world: World, form: URLSearchParams): SimulatedAnswer {
  const { entra } = world.state;
  if (entra.refusal !== null) throw refusedBy(entra.refusal);
  const name = `device-code/${world.count('deviceCode')}`;
  const deviceCode = `sandbox-device-${uuidOf(world.seed, name)}`;
  const userCode = chanceOf(world.seed, name).text(9, 'ABCDEFGHJKLMNPQRSTUVWXYZ');
  entra.deviceCodes.push({
    hash: hashOf(deviceCode),
    userCode,
    scopes: scopesIn(form.get('scope')),
    until: world.now() + CODE_LIFE,
    answer: 'none',
  });
  return jsonAnswer(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: `https://${HOSTS.microsoftSignIn}/common/oauth2/deviceauth`,
    expires_in: CODE_LIFE / SECOND,
    interval: INTERVAL,
    message: `Enter the code ${userCode}.`,
  });
}

/** The page where a person types the code; as `otc` in the address it counts as typed, with `deny` as declined. */
export function answerDeviceCode(world: World, query: URLSearchParams): SimulatedAnswer {
  const code = world.state.entra.deviceCodes.find((each) => each.userCode === query.get('otc'));
  if (code && code.until > world.now()) {
    code.answer = query.has('deny') ? 'declined' : 'approved';
  }
  return { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><p>OK' };
}

/** The code behind this request once it was approved; until then a refusal that says to ask again. */
export function approvedDeviceCode(world: World, deviceCode: string): DeviceCode {
  const { entra } = world.state;
  const hash = hashOf(deviceCode);
  const code = entra.deviceCodes.find((each) => each.hash === hash);
  if (!code || code.until <= world.now()) throw oauthRefusal('expired_token');
  if (code.answer === 'declined') throw oauthRefusal('authorization_declined');
  if (code.answer === 'none') throw oauthRefusal('authorization_pending');
  entra.deviceCodes = entra.deviceCodes.filter((each) => each !== code);
  consentTo(world, code.scopes);
  return code;
}
