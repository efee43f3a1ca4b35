import { createInterface } from 'node:readline';

/** Milliseconds on the clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Carries out each line on standard input, one after the other, and answers in one line; ends with the input. */
export async function obey(carryOut: (order: unknown) => unknown): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await carryOut(JSON.parse(line));
    process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
  }
}
