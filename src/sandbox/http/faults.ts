import type { HttpResponse } from '../../core/ports.ts';
import type { SimulatedAnswer } from './exchange.ts';

/**
 * A disturbance for the next `times` requests (1 if not given) whose method and URL, such as
 * `GET https://graph.microsoft.com/beta/…`, contain `match`.
 * `status`: answered with this instead. `network`: no answer comes. `lostAnswer`: it is done, but no answer
 * comes. `malformed`: 200 with this text, as JSON unless said otherwise. `slow`: so many milliseconds of virtual time
 * later. `cutOff`: it is done, and the answer breaks off in the middle of its body. `altered`: it is done, and its
 * body arrives changed.
 */
export type Fault = { readonly match: string; times?: number } & (
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: 'network' | 'lostAnswer' | 'cutOff' }
  | { readonly kind: 'malformed'; readonly body: string; readonly contentType?: string }
  | { readonly kind: 'altered'; readonly change: (body: string) => string }
  | { readonly kind: 'slow'; readonly milliseconds: number }
);

/** The first disturbance that is meant for this request; one of its times is used up. */
export function takeFault(faults: Fault[], request: string): Fault | undefined {
  const index = faults.findIndex((fault) => request.includes(fault.match));
  const fault = faults[index];
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}

/** The answer that a disturbance puts in place of the real one, if it does. */
export function answerOf(fault: Fault | undefined): SimulatedAnswer | undefined {
  if (fault?.kind === 'status') {
    const headers = fault.headers ?? {};
    return { status: fault.status, headers, body: fault.body ?? '<html>Service error</html>' };
  }
  if (fault?.kind === 'malformed') {
    const { body, contentType = 'application/json' } = fault;
    return { status: 200, headers: { 'Content-Type': contentType }, body };
  }
  return undefined;
}

/** The connection ended before the body did; whoever serves this world on a socket does the same there. */
export class BrokenOff extends TypeError {
  readonly whole: string;

  constructor(whole: string) {
    super('terminated');
    this.whole = whole;
  }
}

/** What a disturbance makes of the real answer on its way back. */
export function disturbed(answer: HttpResponse, fault: Fault | undefined): HttpResponse {
  switch (fault?.kind) {
    case 'cutOff':
      return { ...answer, text: async () => Promise.reject(new BrokenOff(await answer.text())) };
    case 'altered':
      return { ...answer, text: async () => fault.change(await answer.text()) };
    default:
      return answer;
  }
}
