import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { IdentityCenterHoldings } from '../../aws/identity-center-holdings';
import { NoTurnError } from '../../aws/paced-sso-admin';
import type { AccountAssignment } from '../../core/model/entitlement';
import type { Holdings, Listed } from '../../core/ports/holdings';
import { Faults } from '../../local/aws/faults';
import { ACCOUNTS, buildEntitlement } from '../support/build';
import { EmulatedOrganization } from '../support/emulated-organization';
import { FakeClock, FakeGrants, FakeHoldings } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly holdings: Holdings;
  readonly entitlement: AccountAssignment;
  /** Makes so many people hold it, and answers their ids. */
  readonly give: (people: number) => Promise<string[]>;
  readonly throttle: () => void;
  /** Gives the next call no turn. */
  readonly crowd: () => void;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const grants = new FakeGrants(new FakeClock());
  const holdings = new FakeHoldings(grants);
  const entitlement = buildEntitlement();
  return {
    holdings,
    entitlement,
    give: async (people) => {
      const ids = Array.from({ length: people }, (_, n) => `user-${n}`);
      for (const id of ids) grants.give(id, entitlement);
      holdings.provisioned.set(entitlement.permissionSetArn, [entitlement.accountId]);
      return ids;
    },
    throttle: () => {
      holdings.busyNext = 1;
    },
    crowd: () => {
      holdings.busyNext = 1;
    },
    close: async () => {},
  };
}

async function emulator(): Promise<Bench> {
  const faults = new Faults();
  const world = new EmulatedOrganization({ faults });
  const endpoint = await emulate([world.ssoAdmin], world.clock, faults);
  const client = new SSOAdminClient({ ...endpoint.config, maxAttempts: 1 });
  const accountId = await world.account('shop');
  const permissionSetArn = await world.permissionSet('ReadOnly');
  let noTurn = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      if (noTurn-- > 0) throw new NoTurnError('Too many wait.');
      return next(args);
    },
    { step: 'initialize' },
  );
  return {
    holdings: new IdentityCenterHoldings(client, world.InstanceArn),
    entitlement: { kind: 'account-assignment', accountId, permissionSetArn },
    give: async (people) => {
      const ids: string[] = [];
      for (let n = 0; n < people; n += 1) {
        const principalId = await world.user(`user${n}`);
        world.ssoAdmin.createOutside({ accountId, permissionSetArn, principalType: 'USER', principalId });
        ids.push(principalId);
      }
      return ids;
    },
    throttle: () => void faults.add({ kind: 'throttle', operation: 'ListAccountAssignments', times: 1 }),
    crowd: () => {
      noTurn = 1;
    },
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the emulated Identity Center', open: emulator },
];

async function all(read: (next?: string) => Promise<Listed>): Promise<string[]> {
  const items: string[] = [];
  let next: string | undefined;
  do {
    const page = await read(next);
    if (page.kind === 'busy') throw new Error('busy');
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items.toSorted();
}

onEach(backends, (bench) => {
  test('lists everybody who holds an assignment, page by page, and where it is provisioned', async () => {
    const { holdings, entitlement, give } = bench();
    expect(await all((next) => holdings.holders(entitlement, next))).toEqual([]);
    const people = await give(105);
    expect(await all((next) => holdings.holders(entitlement, next))).toEqual(people.toSorted());
    expect(await all((next) => holdings.accounts(entitlement.permissionSetArn, next))).toEqual([
      entitlement.accountId,
    ]);
  });

  test('what does not exist lists nothing', async () => {
    const { holdings, entitlement } = bench();
    const elsewhere = { ...entitlement, accountId: ACCOUNTS.shop };
    expect(await holdings.holders(elsewhere)).toMatchObject({ kind: 'page', items: [] });
  });

  test('a call that gets no turn is no answer', async () => {
    const { holdings, entitlement, crowd } = bench();
    crowd();
    expect(await holdings.holders(entitlement)).toEqual({ kind: 'busy' });
  });

  test('a throttle is no answer', async () => {
    const { holdings, entitlement, throttle } = bench();
    throttle();
    expect(await holdings.holders(entitlement)).toEqual({ kind: 'busy' });
  });
});
