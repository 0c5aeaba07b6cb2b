/** An attribute that is part of a key. */
export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' };

/** A global secondary index; items without its keys are not in it. */
export type IndexShape = {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
  readonly projection: 'ALL' | 'KEYS_ONLY';
};

/** What a table needs to be created: by CDK, by the laptop and by tests. */
export type TableShape = {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes: readonly IndexShape[];
  /** The attribute that holds the moment after which DynamoDB may drop an item, in epoch seconds. */
  readonly timeToLive?: string;
  /** What its change stream carries; absent: no stream. */
  readonly stream?: 'NEW_IMAGE';
};

export type TableName = 'requests' | 'assignments' | 'policies' | 'directory' | 'audit';

/** The real name of each table. */
export type TableNames = Readonly<Record<TableName, string>>;

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });
const index = (name: string, partition: string, sortKey: KeyAttribute): IndexShape => ({
  name,
  partitionKey: text(partition),
  sortKey,
  projection: 'ALL',
});

/** Items of the directory table that are no part of the snapshot: what the functions take of Identity Center's quotas. */
export const CAPACITY_KEYS = { calls: 'capacity#calls', slots: 'capacity#slots' } as const;

/** The five tables, in one place. */
export const TABLES: Readonly<Record<TableName, TableShape>> = {
  requests: {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    indexes: [
      index('byBeneficiary', 'beneficiary', text('created')),
      index('byRequester', 'requester', text('created')),
      index('byStatus', 'statusShard', text('created')),
      index('byTime', 'timeShard', text('created')),
      index('dueLeases', 'dueShard', number('dueAt')),
    ],
    timeToLive: 'expiresAt',
  },
  assignments: {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    indexes: [index('byAccount', 'account', text('holder'))],
  },
  policies: { partitionKey: text('pk'), sortKey: text('sk'), indexes: [] },
  directory: { partitionKey: text('pk'), indexes: [] },
  audit: {
    partitionKey: text('stream'),
    sortKey: number('sequence'),
    indexes: [index('byDay', 'dayShard', text('moment'))],
    stream: 'NEW_IMAGE',
  },
};
