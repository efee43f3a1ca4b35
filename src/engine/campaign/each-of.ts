/** Not more than Apple takes at a time from one organization. */
const AT_ONCE = 4;

/** Does it for each, a few at a time, and yields now and then so that a long list holds nobody up. */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
