import { jsonAnswer, Refusal, type SimulatedAnswer } from '../http/exchange.ts';

/** OAuth's word for each of Entra's numbers; `invalid_grant` where none is named. */
const ERRORS: Readonly<Record<number, string>> = {
  50011: 'invalid_client',
  65001: 'invalid_grant',
  65004: 'access_denied',
  90002: 'invalid_request',
  900023: 'invalid_request',
  90094: 'access_denied',
  700016: 'unauthorized_client',
  700027: 'invalid_client',
  7000215: 'invalid_client',
  7000218: 'invalid_client',
  7000222: 'invalid_client',
};

const SENTENCES: Readonly<Record<number, string>> = {
  50011: 'The redirect URI in the request does not match those of the application.',
  53003: 'Access has been blocked by Conditional Access policies.',
  65001: 'The user or administrator has not consented to use the application.',
  65004: 'User declined to consent to access the app.',
  70000: 'The provided grant is invalid or has expired.',
  90002: 'Tenant not found.',
  90094: 'An administrator of this organization must grant permission to this application.',
  700016: 'Application was not found in the directory.',
  700027: 'The certificate with this identifier is not registered on the application.',
  7000215: 'Invalid client secret provided.',
  7000218: "The request body must contain the parameter 'client_assertion' or 'client_secret'.",
};

/** As the token endpoint refuses: OAuth's word, and Entra's number at the head of a sentence. */
export function entraError(number: number): { error: string; error_description: string } {
  const sentence = SENTENCES[number] ?? 'The request was refused.';
  return {
    error: ERRORS[number] ?? 'invalid_grant',
    error_description: `AADSTS${number}: ${sentence} Trace ID: 00000000-0000-0000-0000-000000000000`,
  };
}

export function refusedBy(number: number): Refusal {
  return new Refusal(entraRefusal(number));
}

export function entraRefusal(number: number): SimulatedAnswer {
  return jsonAnswer(400, { ...entraError(number), error_codes: [number] });
}

/** A refusal of OAuth itself, which has no number. */
export function oauthRefusal(error: string): Refusal {
  return new Refusal(jsonAnswer(400, { error, error_description: `AADSTS70016: ${error}` }));
}
