import { z } from 'zod';
import { EligibilityPolicyPage } from '../../../core/contract/policies';
import { decodeReviewLink } from '../../../core/rules/review-link';
import { type RequestSeen, taken, type Target, type TestLaptop } from '../../support/laptop';

/** Who looks, by user name. */
export const VIEWERS = {
  requester: 'ben',
  beneficiary: 'tariq',
  /** Named by the approval policy, has not decided. */
  approver: 'chiara',
  /** Has decided, and has left the approvers since. */
  decided: 'hassan',
  stranger: 'ivy',
  auditor: 'aud',
  admin: 'adm',
  responder: 'res',
  nobody: undefined,
} as const;
export type ViewerName = keyof typeof VIEWERS;

/** What there is to see. */
export type Scene = {
  readonly lab: TestLaptop;
  /** Ben's for Tariq; Hassan has said yes, one more yes is needed. */
  readonly pending: RequestSeen;
  /** Ben's for Tariq; approved by Hassan and Lena. */
  readonly active: RequestSeen;
  /** Sam's in his sandbox: nobody else has to do with it. */
  readonly other: RequestSeen;
  /** Looks at the activity of `active` and `other` that an auditor has begun. */
  readonly queryId: string;
  readonly otherQueryId: string;
  /** The link in Lena's email about `pending`. */
  readonly link: string;
  readonly policies: { readonly eligibility: string; readonly approval: string };
};

const Started = z.looseObject({ queryId: z.string() });

export async function setTheScene(lab: TestLaptop): Promise<Scene> {
  const approval = await twoLeadsApprove(lab);
  const pending = await askedFor(lab, await lab.target('web-shop-prod', 'SupportUser'));
  const active = await askedFor(lab, await lab.target('catalog-prod', 'SupportUser'));
  const sandbox = await lab.target('sandbox-platform', 'ReadOnlyAccess');
  const other = await lab.granted('sam', sandbox);
  taken(await lab.decide('lena', active), 200);
  await lab.settle();
  await lab.regroup('hassan', 'engineering-leads', 'leave');
  await lab.advance(1);
  const listed = EligibilityPolicyPage.parse(
    (await lab.call('adm', 'GET', '/policies/eligibility?limit=1')).body,
  );
  const scene = {
    lab,
    pending,
    active: await lab.read('ben', active.id),
    other: await lab.read('sam', other.id),
    link: linkOf(lab, pending.id),
    policies: { eligibility: listed.items[0]!.id, approval },
  };
  return {
    ...scene,
    queryId: await look(lab, scene.active),
    otherQueryId: await look(lab, scene.other),
  };
}

async function twoLeadsApprove(lab: TestLaptop): Promise<string> {
  const accounts = await Promise.all(
    ['web-shop-prod', 'catalog-prod'].map((name) => lab.idOf('accounts', name)),
  );
  const body = {
    name: 'Two leads approve',
    priority: 800,
    accounts: { accounts },
    permissionSets: {},
    steps: [
      {
        name: 'Leads',
        approvers: { groups: [await lab.idOf('groups', 'engineering-leads')] },
        needed: 2,
      },
    ],
  };
  const answer = await lab.call('adm', 'POST', '/policies/approval', { body });
  return z.looseObject({ id: z.string() }).parse(answer.body).id;
}

/** Asked by Ben for Tariq, and approved by Hassan alone. */
async function askedFor(lab: TestLaptop, target: Target): Promise<RequestSeen> {
  const request = await lab.ask('ben', target, { beneficiaryId: lab.userId('tariq') });
  return taken(await lab.decide('hassan', request), 200);
}

async function look(lab: TestLaptop, { id, leases }: RequestSeen): Promise<string> {
  const path = `/requests/${id}/leases/${leases[0]?.id}/activity`;
  const { queryId } = Started.parse((await lab.call('aud', 'POST', path)).body);
  await lab.settle();
  return queryId;
}

/** The token in Lena's email about a request. */
function linkOf(lab: TestLaptop, requestId: string): string {
  const tokens = lab.mails('lena').flatMap(({ text }) => /\/review\/(\S+)/.exec(text ?? '')?.[1] ?? []);
  const found = tokens.find((token) => decodeReviewLink(token.split('.')[0] ?? '')?.requestId === requestId);
  if (found === undefined) throw new Error('Lena has no email with a link to it.');
  return found;
}
