import { z } from 'zod';
import type { HardEndEntry } from '../../model/hard-end';
import type { EpochMs } from '../../model/instant';
import { canonicalJson } from '../canonical-json';
import { accessSpans, stillNeeded } from './access-spans';
import { exchangeStatements, policyCharacters } from './policy-text';
import { type DeniedSet, denyStatements } from './statements';

/** The most that AWS takes in one inline policy, without white space. https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
export const MOST_CHARACTERS = 10_240;

/** The inline policy as it shall be; `impossible` when it cannot be had, with the reason. */
export type HardEndPlan =
  | {
      readonly kind: 'plan';
      /** Empty: no inline policy. */
      readonly policy: string;
      /** Whether it differs from what is there. */
      readonly changed: boolean;
      /** Accounts whose statements differ: their roles need it. */
      readonly accounts: readonly string[];
      /** What is still to be denied, now or when its time comes. */
      readonly entries: readonly HardEndEntry[];
      /** Leases that are not in force yet and for which there is no room. */
      readonly noRoomFor: readonly string[];
    }
  | { readonly kind: 'impossible'; readonly reason: string };

/**
 * The inline policy that a permission set must have: what the customer wrote, and a deny for each span of access. The same facts give
 * the same text. What is in force already comes before what is asked for, and that in the order in which it was asked.
 */
export function planHardEnd(
  present: string,
  entries: readonly HardEndEntry[],
  set: DeniedSet,
  now: EpochMs,
): HardEndPlan {
  const needed = stillNeeded(
    entries.filter(({ state }) => state !== 'refused'),
    now,
  );
  const waiting = needed.filter(({ state }) => state === 'asked').toSorted(byAge);
  for (let left = waiting.length; left >= 0; left -= 1) {
    const out = new Set(waiting.slice(left).map(({ leaseId }) => leaseId));
    const kept = needed.filter(({ leaseId }) => !out.has(leaseId));
    const statements = denyStatements(accessSpans(kept), set);
    const merged = exchangeStatements(present, statements);
    if (merged.kind === 'unreadable')
      return {
        kind: 'impossible',
        reason: `The inline policy of ${set.name} cannot be read: ${merged.reason}.`,
      };
    const fits = statements.length === 0 || policyCharacters(merged.text) <= MOST_CHARACTERS;
    if (fits)
      return {
        kind: 'plan',
        ...(sameTexts(merged.ours, statements)
          ? { policy: present, changed: false }
          : { policy: merged.text, changed: true }),
        accounts: differingAccounts(merged.ours, statements),
        entries: kept,
        noRoomFor: [...out],
      };
  }
  return {
    kind: 'impossible',
    reason: `The inline policy of ${set.name} has no room: with what Hourglass denies already it is longer than ${MOST_CHARACTERS} characters.`,
  };
}

/** Whether the same statements stand there in the same order, however AWS has laid them out. */
function sameTexts(ours: readonly string[], statements: readonly string[]): boolean {
  const canonical = (texts: readonly string[]) =>
    canonicalJson(texts.map((text): unknown => JSON.parse(text)));
  return canonical(ours) === canonical(statements);
}

const byAge = (one: HardEndEntry, other: HardEndEntry) =>
  one.joinedAt - other.joinedAt || (one.leaseId < other.leaseId ? -1 : 1);

/** The little of our statements that says whom and where they deny; the number in the Sid means nothing. */
const Ours = z.object({
  Condition: z.object({
    StringEquals: z.object({ 'aws:PrincipalAccount': z.union([z.string(), z.array(z.string())]) }),
  }),
});

function differingAccounts(before: readonly string[], after: readonly string[]): string[] {
  const had = new Set(before.map(withoutSid));
  const has = new Set(after.map(withoutSid));
  const differ = [...before, ...after].filter(
    (text) => had.has(withoutSid(text)) !== has.has(withoutSid(text)),
  );
  return [...new Set(differ.flatMap(accountsOf))].sort();
}

function withoutSid(text: string): string {
  const statement = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return canonicalJson({ ...statement, Sid: '' });
}

function accountsOf(text: string): string[] {
  const parsed = Ours.safeParse(JSON.parse(text));
  return parsed.success ? [parsed.data.Condition.StringEquals['aws:PrincipalAccount']].flat() : [];
}
