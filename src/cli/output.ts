/** A reader that has seen enough (`| head`) is no error: the command ends without a word. */
export function endQuietlyOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** For people: what went wrong, or how far it is. Never mixed into what a program reads. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
