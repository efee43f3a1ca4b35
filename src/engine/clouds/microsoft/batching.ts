import type { Clock } from '../../../core/ports.ts';
import { failure, success } from '../../../core/result.ts';
import { MINUTE } from '../../../core/time.ts';
import type { Answer, CallOptions, Priority } from '../http/cloud-failure.ts';
import type { Limiter } from '../quota/limiter.ts';
import { BATCH_SIZE, batchSchema, failureOfItem, type BatchItem } from './batch.ts';
import type { Graph } from './graph.ts';

/** Reads of many askers in as few requests as possible: what is asked at nearly the same time shares a `$batch`. */
export interface Batching {
  /**
   * The item that answers this address (relative to the beta version; undefined when the batch left it out). A
   * failure is one of the whole batch, or a refusal for now that lasts.
   */
  ask(url: string, options?: CallOptions): Promise<Answer<BatchItem | undefined>>;
}

export interface BatchingOptions {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly limiter: Limiter;
}

/** How long the first question of a batch waits for company: nobody at the bench notices. */
const GATHER = 15;
/** As in exchange.ts: so long a throttled item is waited out, so often it is asked in all. */
const PATIENCE = 2 * MINUTE;
const ATTEMPTS = 4;

export function createBatching(options: BatchingOptions): Batching {
  const { clock, limiter } = options;
  const join = createGathering(options);
  return {
    async ask(url, call) {
      for (let attempts = 1; ; attempts += 1) {
        const answer = await join(url, call);
        if (!answer.ok || answer.value.value?.status !== 429) return answer;
        const { value: item, answeredAt: bench, cloudAt: cloud } = answer.value;
        const refusal = failureOfItem(item, { bench, cloud });
        // The limiter holds the next batch back until `retryAt`; the others of this one have their answers.
        limiter.heard('read', failure(refusal));
        const wait = (refusal.retryAt ?? bench) - clock.now();
        if (attempts >= ATTEMPTS || wait > PATIENCE) return failure(refusal);
      }
    },
  };
}

interface Question {
  readonly url: string;
  readonly options: CallOptions | undefined;
  readonly resolve: (answer: Answer<BatchItem | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends what has gathered when its time has come or when a batch is full. */
function createGathering({ graph, clock }: BatchingOptions): Batching['ask'] {
  let gathered: Question[] = [];
  let cancel = (): void => undefined;

  function leave(): void {
    cancel();
    const batch = gathered;
    gathered = [];
    send(graph, batch).then(
      (answers) => batch.forEach(({ resolve }, place) => resolve(answers(place))),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  }
  return (url, options) =>
    new Promise((resolve, reject) => {
      gathered.push({ url, options, resolve, reject });
      if (gathered.length === 1) cancel = clock.after(GATHER, leave);
      if (gathered.length === BATCH_SIZE) leave();
    });
}

/** One batch; gives the answer to the question at each place. */
async function send(graph: Graph, batch: readonly Question[]) {
  const requests = batch.map(({ url }, place) => ({ id: idOf(place), method: 'GET', url }));
  const answer = await graph.exchange.send({
    method: 'POST',
    url: `${graph.beta}/$batch`,
    // All of it are reads: it may be repeated like one.
    kind: 'read',
    purpose: 'device',
    schema: batchSchema,
    body: { requests },
    options: { priority: () => priorityOf(batch) },
  });
  return (place: number): Answer<BatchItem | undefined> => {
    if (!answer.ok) return answer;
    const { responses } = answer.value.value;
    const value = responses.find(({ id }) => id === idOf(place));
    return success({ ...answer.value, value });
  };
}

function idOf(place: number): string {
  return String(place + 1);
}

/** Whoever waits at the bench takes the company along. */
function priorityOf(batch: readonly Question[]): Priority {
  const isBench = batch.some(({ options: { priority = 'bench' } = {} }) => {
    return (typeof priority === 'function' ? priority() : priority) === 'bench';
  });
  return isBench ? 'bench' : 'background';
}
