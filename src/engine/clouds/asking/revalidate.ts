import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Clock } from '../../../core/ports.ts';
import { SECOND } from '../../../core/time.ts';
import type { Policy } from '../../../core/verdict/policy.ts';
import type { Question } from '../../../core/verdict/verdict.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { AppleCloud } from '../apple/apple-cloud.ts';
import type { CallOptions, Priority } from '../http/cloud-failure.ts';
import type { MicrosoftCloud } from '../microsoft/microsoft-cloud.ts';
import { factFrom, heard, refreshServices, refreshTenant } from '../tenant.ts';
import { createAppleQuestions } from './apple-questions.ts';
import { createCoalescing } from './coalescing.ts';

/** Asks the clouds what the mirror does not know well enough about one device. */
export interface Revalidation {
  /**
   * Resolves when every question was answered or failed; the answers are facts of the mirror. Never rejects for
   * a failing cloud. The same question about the same serial is asked once for all who ask at the same time.
   */
  ask(serial: SerialNumber, questions: readonly Question[], priority: Priority): Promise<void>;
}

export interface RevalidationOptions {
  readonly apple: readonly AppleCloud[];
  /** Null: no tenant is connected. */
  readonly microsoft: MicrosoftCloud | null;
  readonly mirror: Mirror;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** `intune` answers both questions to Microsoft with one request. */
export type Topic = 'device' | 'lock' | 'assignment' | 'intune' | 'tenant';

/** After two answers that disagree, a third is fetched when Apple's linkage has had time to settle. */
const RECHECK = 20 * SECOND;

export function createRevalidation(options: RevalidationOptions): Revalidation {
  const { clock } = options;
  const coalescing = createCoalescing(clock);

  function askTopic(serial: SerialNumber, topic: Topic, priority: Priority): Promise<void> {
    const key = topic === 'tenant' ? topic : `${topic} ${serial}`;
    return coalescing.ask(key, priority, (call) => run(serial, topic, call));
  }
  function recheck(serial: SerialNumber): void {
    clock.after(RECHECK, () => void askTopic(serial, 'assignment', 'background'));
  }
  const questions = createAppleQuestions({
    ...options,
    askDevice: (serial, call) => askTopic(serial, 'device', priorityOf(call)),
    recheck,
  });
  function run(serial: SerialNumber, topic: Topic, call: CallOptions): Promise<boolean> {
    switch (topic) {
      case 'intune':
        return askIntune(options, serial, call);
      case 'tenant':
        return askTenant(options, call);
      case 'device':
      case 'assignment':
      case 'lock':
        return questions[topic](serial, call);
    }
  }
  return {
    async ask(serial, asked, priority) {
      const topics = new Set(asked.map(topicOf));
      await Promise.all([...topics].map((topic) => askTopic(serial, topic, priority)));
    },
  };
}

function topicOf(question: Question): Topic {
  return question === 'identities' || question === 'enrollments' ? 'intune' : question;
}

function priorityOf({ priority }: CallOptions): Priority {
  return typeof priority === 'function' ? priority() : (priority ?? 'bench');
}

async function askIntune(
  options: RevalidationOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<boolean> {
  const { microsoft, mirror } = options;
  if (!microsoft) return false;
  const tokenIds = await knownTokenIds(options, microsoft, call);
  const reading = heard(mirror, await microsoft.readSerial(serial, tokenIds, call));
  if (!reading) return false;
  const { identities, enrollments } = reading.value;
  mirror.putAll([
    { serial, kind: 'identities', fact: factFrom(reading, 'intuneDevice', [...identities]) },
    { serial, kind: 'enrollments', fact: factFrom(reading, 'intuneDevice', [...enrollments]) },
  ]);
  return true;
}

/** Every token is asked: a serial under another one is worth a warning. */
async function knownTokenIds(
  { mirror, policy }: RevalidationOptions,
  microsoft: MicrosoftCloud,
  call: CallOptions,
): Promise<readonly string[]> {
  if (!mirror.tenant().tokens) await refreshTenant(microsoft, mirror, call);
  const tokens = mirror.tenant().tokens?.value.map((token) => token.id);
  return tokens ?? [...new Set(policy.targets.map((target) => target.tokenId))];
}

/** Services are asked for only when none are known: they cost Apple's quota and hardly ever change. */
async function askTenant(options: RevalidationOptions, call: CallOptions): Promise<boolean> {
  const { microsoft, mirror, apple } = options;
  const knownTo = new Set(mirror.tenant().services?.value.map((service) => service.organizationId));
  const unknown = apple.filter((cloud) => !knownTo.has(cloud.organizationId));
  const services = await Promise.all(unknown.map((cloud) => refreshServices(cloud, mirror, call)));
  const tenant = microsoft ? await refreshTenant(microsoft, mirror, call) : { ok: false };
  return tenant.ok && services.every((answer) => answer.ok);
}
