import { buildApi } from './api';
import { buildApprovalPolicy, buildEligibilityPolicy, GROUPS, type PEOPLE } from './build';
import { buildWorld } from './world';

/** The API over the domain in memory. */
export type Api = ReturnType<typeof buildApi>;
/** Somebody of the sample people. */
export type Name = keyof typeof PEOPLE;

/** What is on a page, by id. */
export const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

/** A page of requests as somebody gets it. */
export const list = async (api: Api, name: Name, query = '') =>
  (await api.call(name, 'GET', '/requests', { query })).json();

/** Where leads and then security must say yes. */
export const twoSteps = () =>
  buildApi(
    buildWorld([
      buildEligibilityPolicy({ subjects: { groups: [GROUPS.engineers, GROUPS.leads] } }),
      buildApprovalPolicy({
        steps: [
          { name: 'Leads', approvers: { groups: [GROUPS.leads] } },
          { name: 'Security', approvers: { groups: [GROUPS.security] } },
        ],
      }),
    ]),
  );
