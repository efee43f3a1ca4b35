/**
 * What kept an answer from coming, or put another one in its place. `host`: its name is unknown here. `lost`: the
 * connection broke off. `redirect`: sent on to another address, which is never followed with a bearer. `page`: a web
 * page instead of data, as a proxy or a hotel's network shows it.
 */
export type NetworkFault =
  | 'host'
  | 'tls'
  | 'timeout'
  | 'refused'
  | 'lost'
  | 'proxy'
  | 'redirect'
  | 'page';

/**
 * Reads the error of a fetch: Node says what happened by a code in the cause of its error, Electron by a name in the
 * message (`net::ERR_…`). Undefined when neither tells.
 */
export function networkFaultOf(error: unknown): NetworkFault | undefined {
  const words = wordsOf(error);
  return SIGNS.find(([sign]) => sign.test(words))?.[1];
}

const SIGNS: readonly (readonly [RegExp, NetworkFault])[] = [
  [/ERR_(PROXY|TUNNEL|UNEXPECTED_PROXY)|proxy/i, 'proxy'],
  [/ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED/, 'host'],
  [/CERT|SSL|TLS|EPROTO|UNABLE_TO_(GET|VERIFY)|self.signed/i, 'tls'],
  [
    /TimeoutError|AbortError|ETIMEDOUT|UND_ERR_\w*TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT|timed? ?out/i,
    'timeout',
  ],
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, 'refused'],
  [/redirect/i, 'redirect'],
  [
    /ECONNRESET|EPIPE|UND_ERR_SOCKET|ENETUNREACH|EHOSTUNREACH|ERR_(CONNECTION|INTERNET|NETWORK|EMPTY)|terminated|connection was lost/,
    'lost',
  ],
];

/** Names, codes and sentences of the error and of what caused it. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const { code } = current as { readonly code?: unknown };
    words.push(current.name, typeof code === 'string' ? code : '', current.message);
    current = current.cause;
  }
  return words.join(' ');
}
