import type { World } from '../world';
import { callApi } from './call-api';

/** Ids of the policies by their names. */
export type PolicyIds = Readonly<Record<'Engineers' | 'Sandbox' | 'Leads', string>>;

/** The admin writes the policies and settings that every run begins with. */
export async function writePolicies(world: World): Promise<PolicyIds> {
  const { organization } = world;
  const groups = (...names: string[]) => ({ groups: names.map((name) => organization.id(name)) });
  const post = async (path: string, body: object) => {
    const call = callApi(world, `first day ${path}`, organization.id('finn'), ['POST', path], { body });
    const answer = await world.until(call);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return String(answer.body.id);
  };
  const production = { id: organization.id('production'), includeDescendants: true };
  const Engineers = await post('/policies/eligibility', {
    name: 'Engineers',
    subjects: groups('engineers'),
    accounts: { organizationalUnits: [production] },
    permissionSets: { all: true },
    maxMinutes: 60,
    onBehalfBy: [organization.id('support')],
  });
  const Sandbox = await post('/policies/eligibility', {
    name: 'Sandbox',
    subjects: groups('engineers'),
    accounts: { accounts: [organization.id('sandbox')] },
    permissionSets: { all: true },
    approvalRequired: false,
  });
  const Leads = await post('/policies/approval', {
    name: 'Leads',
    accounts: { everywhere: true },
    permissionSets: { all: true },
    steps: [{ name: 'Leads', approvers: groups('leads') }],
  });
  await settings(world);
  return { Engineers, Sandbox, Leads };
}

async function settings(world: World): Promise<void> {
  const userId = world.organization.id('finn');
  const before = await world.until(callApi(world, 'first day read settings', userId, ['GET', '/settings']));
  const { id: _, version, changedAt: _at, changedBy: _by, ...known } = before.body;
  const body = {
    version,
    settings: { ...known, decisionMinutes: 5, justification: { required: false, minLength: 0 } },
  };
  const answer = await world.until(
    callApi(world, 'first day settings', userId, ['PUT', '/settings'], { body }),
  );
  if (answer.status !== 200) throw new Error(`settings: ${JSON.stringify(answer)}`);
}
