import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { DynamoHardEnds } from '../../aws/dynamo-hard-ends';
import { DynamoLedger } from '../../aws/dynamo-ledger';
import { IdentityCenterInlinePolicies } from '../../aws/identity-center-inline-policies';
import { type HardEndRecord, hardEndStream } from '../../core/model/hard-end';
import type { InlinePolicies } from '../../core/ports/inline-policies';
import type { HardEnds, Ledger } from '../../core/ports/ledger';
import { Faults } from '../../local/aws/faults';
import { PERMISSION_SETS } from '../support/build';
import { EmulatedOrganization } from '../support/emulated-organization';
import { FakeClock, FakeHardEnds, FakeInlinePolicies, FakeLedger, FakeStore, START } from '../support/fakes';
import { buildEntry } from '../unit/core/rules/hard-end/entries';
import { emulate } from './support/endpoint';
import { type Backend, onEach, tableBackends } from './support/ledger-bench';

type SetBench = {
  readonly policies: InlinePolicies;
  readonly arn: string;
  /** Accounts in which the set has a role, and one in which it has none. */
  readonly accounts: readonly string[];
  readonly without: string;
  /** Whether the role in the account has the inline policy as it is now. */
  readonly isUpToDate: (accountId: string) => Promise<boolean>;
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

const ACCOUNTS = ['100000000001', '100000000002', '100000000003', '100000000004'];

function fakeSets(): SetBench {
  const clock = new FakeClock();
  const arn = PERMISSION_SETS.readOnly;
  const policies = new FakeInlinePolicies(clock, [{ arn, name: 'ReadOnly', sessionMinutes: 60 }]);
  for (const accountId of ACCOUNTS) policies.assign(arn, accountId);
  return {
    policies,
    arn,
    accounts: ACCOUNTS,
    without: '100000000009',
    isUpToDate: async (accountId) => policies.roleOf(arn, accountId) === policies.policyOf(arn),
    advance: async (milliseconds) => clock.advance(milliseconds),
    close: async () => {},
  };
}

async function emulatedSets(): Promise<SetBench> {
  const world = new EmulatedOrganization();
  const endpoint = await emulate([world.ssoAdmin], world.clock, new Faults());
  const client = new SSOAdminClient(endpoint.config);
  const arn = await world.permissionSet('ReadOnly');
  const principalId = await world.user('ada');
  const accounts: string[] = [];
  for (const name of ['one', 'two', 'three', 'four']) {
    const accountId = await world.account(name);
    world.ssoAdmin.createOutside({ accountId, permissionSetArn: arn, principalType: 'USER', principalId });
    accounts.push(accountId);
  }
  const latest = { ProvisioningStatus: 'LATEST_PERMISSION_SET_PROVISIONED' };
  return {
    policies: new IdentityCenterInlinePolicies(client, world.InstanceArn),
    arn,
    accounts,
    without: await world.account('without'),
    isUpToDate: async (AccountId) => {
      const input = { AccountId, ...latest };
      const { PermissionSets } = await world.sso<{ PermissionSets: string[] }>(
        'ListPermissionSetsProvisionedToAccount',
        input,
      );
      return PermissionSets.includes(arn);
    },
    advance: (milliseconds) => world.clock.advance(milliseconds),
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

const POLICY = '{ "Version":"2012-10-17", "Statement":[] }';

onEach<SetBench>(
  [
    { name: 'the fake', open: async () => fakeSets() },
    { name: 'the emulated Identity Center', open: emulatedSets },
  ],
  (bench) => {
    test('an inline policy is read as it was written, and is gone when it is empty', async () => {
      const { policies, arn } = bench();
      expect(await policies.read(arn)).toEqual({ arn, name: 'ReadOnly', sessionMinutes: 60, policy: '' });
      expect(await policies.write(arn, POLICY)).toEqual({ kind: 'written' });
      expect(await policies.read(arn)).toMatchObject({ policy: POLICY });
      expect(await policies.write(arn, '')).toEqual({ kind: 'written' });
      expect(await policies.read(arn)).toMatchObject({ policy: '' });
    });

    test('a permission set that is not there is said to be gone, and takes nothing', async () => {
      const { policies, arn } = bench();
      const nowhere = arn.replace(/ps-.{4}/, 'ps-ffff');
      expect(await policies.read(nowhere)).toBeUndefined();
      expect((await policies.write(nowhere, POLICY)).kind).toBe('refused');
    });

    test('a policy that is too long is refused, white space not counted', async () => {
      const { policies, arn } = bench();
      const ofLength = (length: number) => `{"Id":"${'x'.repeat(length - '{"Id":""}'.length)}"}`;
      expect((await policies.write(arn, ofLength(10_241))).kind).toBe('refused');
      expect(await policies.write(arn, `${ofLength(10_240)}\n  `)).toEqual({ kind: 'written' });
    });

    test('what is written reaches an account when it is provisioned there', async () => {
      const { policies, arn, accounts, isUpToDate, advance } = bench();
      const [account = '', other = ''] = accounts;
      await policies.write(arn, POLICY);
      expect(await isUpToDate(account)).toBe(false);
      const started = await policies.provision(arn, account);
      if (started.kind !== 'started') throw new Error(started.reason);
      expect(await policies.provisioning(started.operationId)).toEqual({ state: 'in-progress' });
      await advance(1_500);
      expect(await policies.provisioning(started.operationId)).toEqual({ state: 'succeeded' });
      expect(await isUpToDate(account)).toBe(true);
      expect(await isUpToDate(other)).toBe(false);
    });

    test('it says where the set has a role, and is told to come back when three run already', async () => {
      const { policies, arn, accounts, without, advance } = bench();
      expect([...(await policies.provisionedIn(arn))].sort()).toEqual([...accounts].sort());
      expect((await policies.provision(arn, without)).kind).toBe('refused');
      const starts = [];
      for (const accountId of accounts) starts.push((await policies.provision(arn, accountId)).kind);
      expect(starts).toEqual(['started', 'started', 'started', 'busy']);
      await advance(1_500);
      expect((await policies.provision(arn, accounts[3] ?? '')).kind).toBe('started');
    });
  },
);

type RecordBench = {
  readonly ledger: Ledger;
  readonly hardEnds: HardEnds;
  readonly close: () => Promise<void>;
};

function fakeRecords(): RecordBench {
  const store = new FakeStore();
  const ledger = new FakeLedger(store, new FakeClock());
  return { ledger, hardEnds: new FakeHardEnds(store), close: async () => {} };
}

const recordBackends: readonly Backend<RecordBench>[] = [
  { name: 'the fake', open: async () => fakeRecords() },
  ...tableBackends.map(({ name, open }) => ({
    name,
    ...(open && {
      open: async () => {
        const { client, tables, clock, close } = await open();
        const ledger = new DynamoLedger(client, tables, clock);
        return { ledger, hardEnds: new DynamoHardEnds(client, tables), close };
      },
    }),
  })),
];

onEach(recordBackends, (bench) => {
  const event = (permissionSetArn: string) => ({
    stream: hardEndStream(permissionSetArn),
    type: 'HardEndAsked' as const,
    at: START,
    actor: { kind: 'hourglass' as const, part: 'test' },
    data: {},
  });

  test('records are found by their permission set, all of them at once, and change by version', async () => {
    const { ledger, hardEnds } = bench();
    const sets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.admin];
    expect(await hardEnds.read(sets[0] ?? '')).toBeUndefined();
    expect(await hardEnds.all()).toEqual([]);
    for (const permissionSetArn of sets) {
      const after: HardEndRecord = { permissionSetArn, entries: [buildEntry()], toProvision: [], version: 1 };
      const change = { kind: 'hard-end' as const, after };
      expect(await ledger.commit([change], [event(permissionSetArn)])).toEqual({ kind: 'committed' });
      expect(await hardEnds.read(permissionSetArn)).toEqual(after);
      expect(await ledger.commit([change], [event(permissionSetArn)])).toEqual({
        kind: 'conflict',
        on: `hard-end#${permissionSetArn}`,
      });
    }
    const found = (await hardEnds.all()).map(({ permissionSetArn }) => permissionSetArn);
    expect([...found].sort()).toEqual([...sets].sort());
  });
});
