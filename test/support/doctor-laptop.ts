import { DeleteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoClient, sqsClient } from '../../aws/clients';
import { SqsFailures } from '../../aws/sqs-failures';
import { DAILY_ROOT } from '../../aws/keys';
import { queueNameOf } from '../../core/contract/failure-queues';
import { MINUTE } from '../../core/model/instant';
import { TABLES } from '../../core/contract/tables';
import { tableNames } from '../../aws/tables';
import type { Config } from '../../lib/config/config';
import { parseConfig } from '../../lib/config/read-config';
import { checks } from '../../scripts/doctor/checks';
import type { Severity, Verdict } from '../../scripts/doctor/finding';
import { gather } from '../../scripts/doctor/gather/gather';
import { type Report, reportOn } from '../../scripts/doctor/report';
import { iamAction, operationOf } from '../../local/aws/iam-action';
import { SERVICES } from '../../local/laptop/environment';
import { LINK_SECRET_ID, STAGE, TABLE_PREFIX } from '../../local/places';
import { identityCenterIn, LAPTOP } from '../../scripts/saml/trust';
import { TestLaptop } from './laptop';

/** How a finding is brought about, and what it then says. */
export type Provocation = {
  readonly provoke: (doctor: DoctorLaptop) => unknown;
  readonly severity: Severity;
  readonly found: RegExp;
};

type Installation = { readonly configuration: Record<string, unknown>; readonly samlMetadataUrl: string };
type Tree = Readonly<Record<string, unknown>>;

/** A laptop edition that the doctor looks at, and ways to make it ill; `restore` makes it well again. */
export class DoctorLaptop {
  readonly laptop = new TestLaptop();
  #configuration: Record<string, unknown> = {};
  #samlMetadataUrl = '';
  #isPaired = true;
  #trust = LAPTOP;
  #changes: Tree = {};
  #ambientRegion: string | undefined = 'eu-west-1';
  readonly #undo: (() => unknown)[] = [];

  async start(): Promise<void> {
    // Days pass below, and nothing of them is about the reconciler's rounds.
    await this.laptop.start({ reconcileEvery: 10 });
    const answer = await fetch(`${this.laptop.laptop.url}/local/installation`);
    const installation = (await answer.json()) as Installation;
    this.#configuration = installation.configuration;
    this.#samlMetadataUrl = installation.samlMetadataUrl;
  }

  stop(): Promise<void> {
    return this.laptop.stop();
  }

  /** Everything as on the first day. */
  async restore(): Promise<void> {
    const { account, faults } = this.laptop.services;
    account.reset();
    faults.clear();
    this.#changes = {};
    this.#isPaired = true;
    this.#trust = LAPTOP;
    this.#ambientRegion = 'eu-west-1';
    for (const undo of this.#undo.splice(0).toReversed()) await undo();
    await this.#emptyQueues();
  }

  get config(): Config {
    const merged = Object.entries(this.#changes).map(([key, value]) => {
      const before = this.#configuration[key];
      return [key, typeof before === 'object' ? { ...before, ...(value as Tree) } : value];
    });
    const config = parseConfig({ ...this.#configuration, ...Object.fromEntries(merged) }, 'the laptop');
    if (!this.#isPaired) return config;
    return { ...config, signIn: { ...config.signIn, samlMetadataUrl: this.#samlMetadataUrl } };
  }

  async examine(expected?: 'before' | 'after'): Promise<Report> {
    const place = { config: this.config, ambientRegion: this.#ambientRegion, trust: this.#trust };
    // It waits for a query; nobody shall wait for that here.
    const facts = await this.laptop.laptop.clock.hurry(() => gather(place));
    return reportOn(checks, facts, this.config, expected);
  }

  async verdictsOf(check: string): Promise<Verdict[]> {
    const { findings } = await this.examine();
    return findings
      .filter((finding) => finding.check === check)
      .map(({ severity, found }) => ({ severity, found }));
  }

  setAccount(settings: Tree): void {
    this.laptop.services.account.change(settings);
  }

  setAmbientRegion(region: string): void {
    this.#ambientRegion = region;
  }

  /** As if the configuration file said so. */
  configure(changes: Tree): void {
    this.#changes = changes;
  }

  /** As if the configuration named no metadata yet. */
  unpair(): void {
    this.#isPaired = false;
  }

  /** As if it were an installation in AWS, where the metadata of a laptop have no business. */
  trustIdentityCenterAlone(): void {
    this.#trust = identityCenterIn('eu-west-1');
  }

  async disable(userName: string): Promise<void> {
    const { identityStore } = this.laptop.services;
    const id = this.laptop.userId(userName);
    identityStore.setUserStatus(id, 'DISABLED');
    this.#undo.push(() => identityStore.setUserStatus(id, 'ENABLED'));
  }

  async removeEmail(userName: string): Promise<void> {
    const { identityStore } = this.laptop.services;
    const user = identityStore.users().find(({ attributes }) => attributes.UserName === userName);
    const write = (AttributeValue: unknown) =>
      identityStore.call({
        operation: 'UpdateUser',
        input: {
          IdentityStoreId: identityStore.identityStoreId,
          UserId: user?.id,
          Operations: [{ AttributePath: 'emails', AttributeValue }],
        },
      });
    await write(undefined);
    this.#undo.push(() => write(user?.attributes.Emails));
  }

  async deleteLinkKey(): Promise<void> {
    const { secrets } = this.laptop.services;
    const input = { SecretId: LINK_SECRET_ID };
    await secrets.call({ operation: 'DeleteSecret', input });
    this.#undo.push(() => secrets.call({ operation: 'RestoreSecret', input }));
  }

  /** As on the day of the installation, before anybody wrote one. */
  async removePolicies(): Promise<void> {
    const TableName = tableNames(TABLE_PREFIX).policies;
    const { Items = [] } = await dynamoClient().send(new ScanCommand({ TableName }));
    for (const { pk, sk } of Items)
      await dynamoClient().send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    this.#undo.push(async () => {
      for (const Item of Items) await dynamoClient().send(new PutCommand({ TableName, Item }));
    });
  }

  /** As if the last two days had not been sealed. */
  async removeSeals(): Promise<void> {
    const TableName = tableNames(TABLE_PREFIX).audit;
    const KeyConditionExpression = '#pk = :pk';
    const { Items = [] } = await dynamoClient().send(
      new QueryCommand({
        TableName,
        KeyConditionExpression,
        ExpressionAttributeNames: { '#pk': TABLES.audit.partitionKey.name },
        ExpressionAttributeValues: { ':pk': DAILY_ROOT },
        ScanIndexForward: false,
        Limit: 2,
      }),
    );
    const keys = [TABLES.audit.partitionKey.name, TABLES.audit.sortKey?.name ?? ''];
    for (const item of Items) {
      const Key = Object.fromEntries(keys.map((name) => [name, item[name]]));
      await dynamoClient().send(new DeleteCommand({ TableName, Key }));
    }
    this.#undo.push(async () => {
      for (const Item of Items) await dynamoClient().send(new PutCommand({ TableName, Item }));
    });
  }

  /** As on the day of the installation, before it was read. */
  async forgetDirectory(): Promise<void> {
    const TableName = tableNames(TABLE_PREFIX).directory;
    const Key = { pk: 'head' };
    const { Item } = await dynamoClient().send(new GetCommand({ TableName, Key }));
    await dynamoClient().send(new DeleteCommand({ TableName, Key }));
    this.#undo.push(() => dynamoClient().send(new PutCommand({ TableName, Item })));
  }

  /** Somebody holds access after its end, as Identity Center refuses to delete anything. */
  async letAccessBeOverdue(): Promise<void> {
    await this.laptop.granted('ann', await this.laptop.fresh(), { minutes: 15 });
    this.laptop.services.faults.add({ kind: 'conflict', operation: 'DeleteAccountAssignment' });
    await this.laptop.advance(25);
    this.#undo.push(() => this.laptop.advance(15));
  }

  deny(service: string, operation: string): void {
    this.laptop.services.faults.add({ kind: 'deny', service, operation });
  }

  /** As if emails could not be sent. */
  leaveNotices(): void {
    this.laptop.services.sqs.deliver(queueNameOf(STAGE, 'failed-notices'), {}, 'provoked');
  }

  /** What other provocations let fail may stand there as well. */
  async #emptyQueues(): Promise<void> {
    const queues = new SqsFailures(sqsClient());
    for (const queue of new Set(this.laptop.services.sqs.standing().map((message) => message.queue)))
      for (const message of await queues.take(queue, 100)) await queues.remove(queue, message);
  }

  /** Every look-up of activity ends like this. */
  failQuery(reason: string): void {
    const operation = 'StartQueryExecution';
    this.laptop.services.faults.add({ kind: 'fail-operation', operation, reason });
  }

  /** Every look-up of activity takes so many minutes longer. */
  delayQueries(minutes: number): void {
    const operation = 'StartQueryExecution';
    this.laptop.services.faults.add({ kind: 'delay', operation, milliseconds: minutes * MINUTE });
  }

  fail(service: string, operation: string): void {
    this.laptop.services.faults.add({ kind: 'fail', service, operation });
  }

  /** Denies whatever call asks for this action. */
  denyAction(action: string): void {
    const operation = operationOf(action);
    const services = SERVICES.map((name) => name.toLowerCase());
    const named = services.filter((name) => iamAction(name, operation) === action);
    if (named.length === 0) throw new Error(`No emulated service has the action ${action}.`);
    for (const service of named) this.deny(service, operation);
  }

  /** The actions of all calls that were made while `act` ran. */
  async actionsOf(act: () => Promise<unknown>): Promise<string[]> {
    const { calls } = this.laptop.services.endpoint;
    await this.laptop.laptop.clock.idle();
    calls.reset();
    await act();
    const names = Object.keys(calls.counts()).map((name) => name.split('.'));
    return names.map(([service = '', operation = '']) => iamAction(service, operation)).toSorted();
  }

  async provisionInManagement(permissionSetName: string): Promise<void> {
    const { ssoAdmin, organizations } = this.laptop.services;
    const assignment = {
      accountId: organizations.managementAccountId,
      permissionSetArn: await this.laptop.idOf('permission-sets', permissionSetName),
      principalType: 'USER' as const,
      principalId: this.laptop.userId('adm'),
    };
    ssoAdmin.createOutside(assignment);
    this.#undo.push(() => ssoAdmin.deleteOutside(assignment));
  }

  async emptyGroup(name: string): Promise<void> {
    const { identityStore } = this.laptop.services;
    const groupId = await this.laptop.idOf('groups', name);
    const members = identityStore.users().filter(({ id }) => identityStore.groupsOf(id).includes(groupId));
    for (const { attributes } of members) {
      await this.laptop.regroup(attributes.UserName, name, 'leave');
      this.#undo.push(() => this.laptop.regroup(attributes.UserName, name, 'join'));
    }
  }
}
