import { type EpochMs, toIso } from '../../model/instant';
import type { AccessSpan } from './access-spans';

/** Statements of ours are known by this beginning of their `Sid`, followed by a number. Nobody else may use it. */
export const SID = 'HourglassHardEnd';

/** The permission set whose sessions are denied. */
export type DeniedSet = { readonly arn: string; readonly name: string };

/** A group of people and accounts, each of whom is denied in each of them, in the same words. */
type Group = { readonly users: readonly string[]; readonly accounts: readonly string[]; readonly when: When };

type When = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The deny statements for the spans, as JSON texts in a stable order.
 *
 * While a lease lives, every session of the person in that account is denied from its end on, however new it is: between the end and
 * the moment at which Identity Center has removed the assignment, new sessions can still be had. Once it is removed, only
 * sessions that were issued before are denied, so that a later lease, or access given in another way, is untouched.
 */
export function denyStatements(spans: readonly AccessSpan[], set: DeniedSet): string[] {
  return groupsOf(spans).map((group, at) => JSON.stringify(statement(`${SID}${at + 1}`, group, set)));
}

function statement(Sid: string, { users, accounts, when }: Group, { arn, name }: DeniedSet) {
  const [, partition] = arn.split(':');
  return {
    Sid,
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      StringEquals: { 'identitystore:UserId': oneOrMany(users), 'aws:PrincipalAccount': oneOrMany(accounts) },
      // `*` stands for the service and, outside us-east-1, the Region; the role's suffix is 16 characters. Both are AWS's alone.
      // https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
      ArnLike: {
        'aws:PrincipalArn': `arn:${partition}:iam::*:role/aws-reserved/*/AWSReservedSSO_${name}_${'?'.repeat(16)}`,
      },
      ...when,
    },
  };
}

/** Spans with the same times share a statement where that denies exactly the same: same person, or same accounts. */
function groupsOf(spans: readonly AccessSpan[]): Group[] {
  return grouped(spans, (span) => JSON.stringify(whenOf(span))).flatMap((atOneTime) => {
    const byPerson = grouped(atOneTime, ({ beneficiaryId }) => beneficiaryId).map((own) => ({
      user: own[0].beneficiaryId,
      accounts: [...new Set(own.map(({ accountId }) => accountId))].sort(),
      when: whenOf(own[0]),
    }));
    return grouped(byPerson, ({ accounts }) => accounts.join()).map((same) => ({
      users: same.map(({ user }) => user).sort(),
      accounts: same[0].accounts,
      when: same[0].when,
    }));
  });
}

function whenOf(span: AccessSpan): When {
  return span.kind === 'open'
    ? { DateGreaterThanEquals: { 'aws:CurrentTime': timeText(span.endsAt) } }
    : { DateLessThan: { 'aws:TokenIssueTime': timeText(span.issuedBefore) } };
}

/** Items with equal keys, in the order of the keys; no group is empty. */
function grouped<T>(items: readonly T[], key: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

/** IAM takes W3C dates; ours are whole seconds. */
const timeText = (at: EpochMs) => toIso(at).replace('.000Z', 'Z');
