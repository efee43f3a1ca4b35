/** Waits for every one of these removals; false when the store refuses one. */
export async function areForgotten(removals: readonly Promise<void>[]): Promise<boolean> {
  const outcomes = await Promise.allSettled(removals);
  return outcomes.every(({ status }) => status === 'fulfilled');
}
