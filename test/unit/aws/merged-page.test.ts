import fc from 'fast-check';
import { mergedPage, type Source } from '../../../aws/merged-page';

/** A partition that holds these keys. */
const sourceOf =
  (keys: readonly string[], reads: { count: number }): Source<string> =>
  async (before, limit) => {
    reads.count += 1;
    const below = keys
      .filter((key) => before === undefined || key < before)
      .toSorted((a, b) => (a < b ? 1 : -1));
    const rows = below.slice(0, limit).map((key) => ({ key, value: key }));
    return { rows, more: below.length > limit };
  };

function listOver(partitions: readonly (readonly string[])[], wanted: (key: string) => boolean) {
  const reads = { count: 0 };
  const sources = partitions.map((keys) => sourceOf(keys, reads));
  const page = (limit: number, cursor?: string) =>
    mergedPage({
      list: 'test',
      page: { limit, cursor },
      sources,
      load: async (rows) => rows.map(({ value }) => (value && wanted(value) ? value : undefined)),
    });
  const everything = async (limit: number) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const next = await page(limit, cursor);
      expect(next.items.length).toBeLessThanOrEqual(limit);
      found.push(...next.items);
      cursor = next.cursor;
    } while (cursor !== undefined);
    return found;
  };
  return { page, everything, reads };
}

const keyOf = (n: number) => `key-${String(n).padStart(6, '0')}`;
const keys = fc.array(fc.integer({ min: 0, max: 5_000 }).map(keyOf), { maxLength: 400, size: 'max' });

describe('a list in several partitions', () => {
  test('gives each key that is wanted once, highest first, however it is spread and paged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(keys, { maxLength: 5 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        async (partitions, limit, nth) => {
          const wanted = (key: string) => Number(key.slice(4)) % nth === 0;
          const { everything } = listOver(partitions, wanted);
          const expected = [...new Set(partitions.flat())].filter(wanted).toSorted().toReversed();
          expect(await everything(limit)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('reads only so far for one page; a rare match comes with a later one', async () => {
    const { page, everything, reads } = listOver(
      [Array.from({ length: 2_000 }, (_, n) => keyOf(n))],
      (key) => key === keyOf(3),
    );
    const first = await page(10);
    expect(first.items).toEqual([]);
    expect(first.cursor).toBeDefined();
    expect(reads.count).toBe(10);
    expect(await everything(10)).toEqual([keyOf(3)]);
  });

  test('has no further page when the last match filled the page', async () => {
    const { page } = listOver([[keyOf(1), keyOf(2)], [keyOf(3)]], () => true);
    expect(await page(3)).toEqual({ items: [keyOf(3), keyOf(2), keyOf(1)] });
  });
});
