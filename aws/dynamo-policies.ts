import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import { type PolicyKind, PolicyRecord } from '../core/model/policy';
import type { Page, PageInput, Policies, PolicySet } from '../core/ports/ledger';
import { decodeCursor, encodeCursor } from './cursor';
import { queryItems } from './dynamo-read';
import { CURRENT_POLICIES, POLICY_REVISION, policyText, policyVersion } from './keys';
import { parseOptional, parseRecord } from './records';

const Revision = z.number().int().positive();

/** Policies in DynamoDB; the current ones stay in memory while the stored revision is the one they were read at. */
export class DynamoPolicies implements Policies {
  #known: PolicySet | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async read(kind: PolicyKind, id: string): Promise<PolicyRecord | undefined> {
    const text = policyText(kind, id);
    const item = await this.#get({ pk: CURRENT_POLICIES, sk: text });
    return parseOptional(PolicyRecord, item, `policy#${text}`);
  }

  async current(): Promise<PolicySet> {
    const revision = await this.#revision();
    if (this.#known?.revision === revision) return this.#known;
    // Read after the revision: a change in between makes these policies newer than their label, and the next call reads again.
    const items = await queryItems(this.client, {
      TableName: this.tables.policies,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': CURRENT_POLICIES },
      ConsistentRead: true,
    });
    const policies = items.map((item) => parseRecord(PolicyRecord, item.record, `policy#${String(item.sk)}`));
    this.#known = { revision, policies };
    return this.#known;
  }

  async versions(kind: PolicyKind, id: string, page: PageInput): Promise<Page<PolicyRecord>> {
    const text = policyText(kind, id);
    const list = `versions#${text}`;
    const after = decodeCursor(list, page.cursor);
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.tables.policies,
        KeyConditionExpression: '#pk = :pk AND #sk < :after',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': text, ':after': after ?? 'v~' },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: page.limit + 1,
      }),
    );
    const rows = Items.map((item) => parseRecord(PolicyRecord, item.record, `policy#${text}`));
    const items = rows.slice(0, page.limit);
    const last = items.at(-1);
    return rows.length > items.length && last
      ? { items, cursor: encodeCursor(list, policyVersion(last.version)) }
      : { items };
  }

  async #revision(): Promise<string> {
    const item = await this.#get(POLICY_REVISION);
    return item ? String(parseRecord(Revision, item.revision, 'policies#revision')) : '0';
  }

  async #get(key: Record<string, string>): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tables.policies, Key: key, ConsistentRead: true }),
    );
    return Item;
  }
}
