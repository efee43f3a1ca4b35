/** Runs so many at a time, and gives the results in the order of the inputs as soon as it is their turn. */
export async function* inOrder<Input, Output>(
  inputs: readonly Input[],
  limit: number,
  run: (input: Input) => Promise<Output>,
): AsyncGenerator<Output> {
  const running: Promise<Output>[] = [];
  let next = 0;
  const fill = (): void => {
    for (const input of inputs.slice(next, next + limit - running.length)) {
      next += 1;
      running.push(run(input));
    }
  };
  for (fill(); running.length > 0; fill()) {
    const first = running.shift();
    if (first) yield await first;
  }
}
