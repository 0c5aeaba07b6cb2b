/**
 * Whether every slot can get a person of its own from its candidates (bipartite matching by augmenting paths).
 * A slot with as many candidates as there are slots can always be filled last, so more than that are not looked at.
 */
export function canFillAll(slots: readonly (readonly string[])[]): boolean {
  const candidates = slots.map((people) => [...new Set(people)].slice(0, slots.length));
  const slotOf = new Map<string, number>();
  return candidates.every((_, slot) => place(slot, candidates, slotOf, new Set()));
}

function place(
  slot: number,
  candidates: readonly (readonly string[])[],
  slotOf: Map<string, number>,
  tried: Set<string>,
): boolean {
  for (const person of candidates[slot] ?? []) {
    if (tried.has(person)) continue;
    tried.add(person);
    const holder = slotOf.get(person);
    if (holder === undefined || place(holder, candidates, slotOf, tried)) {
      slotOf.set(person, slot);
      return true;
    }
  }
  return false;
}
