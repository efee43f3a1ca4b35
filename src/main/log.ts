/** One line on stderr, for whoever started the app from a terminal. Never secrets, never serial lists. */
export function log(line: string): void {
  process.stderr.write(`[main] ${line}\n`);
}
