import { z } from 'zod';
import { failureSchema, type Failure } from '../../contract/protocol.ts';
import { shellCalls } from '../../contract/shell.ts';
import { failure, success, type Result } from '../../core/result.ts';

type ShellCalls = typeof shellCalls;
export type ShellCallName = keyof ShellCalls;
export type ShellInput<Name extends ShellCallName> = z.infer<ShellCalls[Name]['input']>;
export type ShellOutput<Name extends ShellCallName> = z.infer<ShellCalls[Name]['output']>;

/** What only Electron can do for the page: settings, printing, links. Never rejects. */
export interface ShellClient {
  ask<Name extends ShellCallName>(
    name: Name,
    input: ShellInput<Name>,
  ): Promise<Result<ShellOutput<Name>, Failure>>;
}

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);

export function createShellClient(
  send: (call: string, input: unknown) => Promise<unknown>,
): ShellClient {
  return {
    async ask(name, input) {
      const reply = replySchema.safeParse(await send(name, input).catch(() => undefined));
      if (!reply.success) return failure({ code: 'bug', detail: name });
      if (!reply.data.ok) return reply.data;
      const parsed = shellCalls[name].output.safeParse(reply.data.value);
      if (!parsed.success)
        return failure({ code: 'bug', detail: parsed.error.message.slice(0, 300) });
      return success(parsed.data as ShellOutput<typeof name>); // parsed by this very call's schema
    },
  };
}
