/** What the command ends with; documented in --help and docs/guide/command-line.md. */
export const EXIT = {
  /** Everything that was asked was answered or done, whatever the answers say. */
  answered: 0,
  /** Something could not be done, or the ledger does not hold. */
  failed: 1,
  usage: 2,
  /** A serial got no answer, work is still open, or what was asked for is not known. */
  unanswered: 3,
  /** Ended by Ctrl+C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
