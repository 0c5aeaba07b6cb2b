import fc from 'fast-check';
import { BitSet } from '../../../../core/rules/bit-set';

const members = fc.uniqueArray(fc.nat({ max: 99 }));

function setOf(of: number[]): BitSet {
  const set = new BitSet(100);
  for (const each of of) set.add(each);
  return set;
}

const ascending = (of: Iterable<number>) => [...of].toSorted((a, b) => a - b);

describe('BitSet', () => {
  test('holds, joins and removes like a set of numbers', () => {
    fc.assert(
      fc.property(members, members, fc.nat({ max: 99 }), (mine, theirs, one) => {
        const joined = setOf(mine);
        joined.addAll(setOf(theirs));
        expect([...joined]).toEqual(ascending(new Set([...mine, ...theirs])));
        const rest = setOf(mine);
        rest.removeAll(setOf(theirs));
        expect([...rest]).toEqual(ascending(mine.filter((each) => !theirs.includes(each))));
        expect(setOf(mine).has(one)).toBe(mine.includes(one));
      }),
    );
  });

  test('a copy goes its own way', () => {
    const first = setOf([1]);
    const second = first.copy();
    second.add(99);
    expect([[...first], [...second]]).toEqual([[1], [1, 99]]);
  });
});
