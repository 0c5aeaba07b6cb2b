/** One page of an AWS list. */
export type AwsPage<T> = { readonly items: readonly T[] | undefined; readonly next: string | undefined };

/** Every item of a list that AWS gives page by page. */
export async function allPages<T>(read: (token: string | undefined) => Promise<AwsPage<T>>): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    all.push(...(page.items ?? []));
    token = page.next;
  } while (token);
  return all;
}

/** Runs `work` for each item, at most `size` at a time, and keeps the order. */
export async function bounded<A, B>(
  items: readonly A[],
  size: number,
  work: (item: A) => Promise<B>,
): Promise<B[]> {
  const results = new Map<number, B>();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
