/** Maps with at most `concurrency` calls at once. The results keep the order of the items. */
export async function mapPool<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) results.set(index, await work(item));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
