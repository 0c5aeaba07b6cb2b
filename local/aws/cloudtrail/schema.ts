type Shape = string | { readonly [field: string]: Shape } | readonly [Shape];

const SESSION_CONTEXT: Shape = {
  attributes: { creationDate: 'TIMESTAMP', mfaAuthenticated: 'VARCHAR' },
  sessionIssuer: {
    type: 'VARCHAR',
    principalId: 'VARCHAR',
    arn: 'VARCHAR',
    accountId: 'VARCHAR',
    userName: 'VARCHAR',
  },
  webIdFederationData: { federatedProvider: 'VARCHAR', attributes: 'MAP(VARCHAR, VARCHAR)' },
  sourceIdentity: 'VARCHAR',
  ec2RoleDelivery: 'VARCHAR',
  ec2IssuedInVpc: 'VARCHAR',
};

/**
 * The columns of an event data store in DuckDB's words, all in lower case there and here in CloudTrail's.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html
 */
const COLUMNS: Readonly<Record<string, Shape>> = {
  eventVersion: 'VARCHAR',
  userIdentity: {
    type: 'VARCHAR',
    principalId: 'VARCHAR',
    arn: 'VARCHAR',
    accountId: 'VARCHAR',
    accessKeyId: 'VARCHAR',
    userName: 'VARCHAR',
    sessionContext: SESSION_CONTEXT,
    invokedBy: 'VARCHAR',
    identityProvider: 'VARCHAR',
    credentialId: 'VARCHAR',
    onBehalfOf: { userId: 'VARCHAR', identityStoreArn: 'VARCHAR' },
  },
  eventTime: 'TIMESTAMP',
  eventSource: 'VARCHAR',
  eventName: 'VARCHAR',
  awsRegion: 'VARCHAR',
  sourceIPAddress: 'VARCHAR',
  userAgent: 'VARCHAR',
  errorCode: 'VARCHAR',
  errorMessage: 'VARCHAR',
  requestParameters: 'MAP(VARCHAR, VARCHAR)',
  responseElements: 'MAP(VARCHAR, VARCHAR)',
  additionalEventData: 'MAP(VARCHAR, VARCHAR)',
  requestID: 'VARCHAR',
  eventID: 'VARCHAR',
  readOnly: 'BOOLEAN',
  resources: [{ accountId: 'VARCHAR', type: 'VARCHAR', ARN: 'VARCHAR' }],
  eventType: 'VARCHAR',
  apiVersion: 'VARCHAR',
  managementEvent: 'BOOLEAN',
  recipientAccountId: 'VARCHAR',
  sharedEventID: 'VARCHAR',
  annotation: 'VARCHAR',
  vpcEndpointId: 'VARCHAR',
  vpcEndpointAccountId: 'VARCHAR',
  serviceEventDetails: 'MAP(VARCHAR, VARCHAR)',
  addendum: {
    reason: 'VARCHAR',
    updatedFields: 'VARCHAR',
    originalRequestID: 'VARCHAR',
    originalEventID: 'VARCHAR',
  },
  eventCategory: 'VARCHAR',
  sessionCredentialFromConsole: 'VARCHAR',
  tlsDetails: { tlsVersion: 'VARCHAR', cipherSuite: 'VARCHAR', clientProvidedHostHeader: 'VARCHAR' },
};

const MAPS = Object.keys(COLUMNS).filter((name) => COLUMNS[name] === 'MAP(VARCHAR, VARCHAR)');

/** The name that stands for the event data store inside the database. */
export const TABLE = 'event_data_store';

/** Makes the table of events. */
export const CREATE_TABLE = `CREATE TABLE ${TABLE} (${Object.entries(COLUMNS)
  .map(([name, shape]) => `"${name}" ${typeOf(shape)}`)
  .join(', ')})`;

/** Adds the events of a JSON array, given as the one parameter. */
export const INSERT_RECORDS = `INSERT INTO ${TABLE} BY NAME
SELECT unnest(from_json($1::JSON, '${JSON.stringify([COLUMNS])}'), max_depth := 2)`;

/** The record as a row: the values of its maps are strings, as in CloudTrail Lake. */
export function rowOf(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const maps = MAPS.map((name) => [name, stringValues(record[name])] as const);
  return { ...record, ...Object.fromEntries(maps) };
}

function stringValues(value: unknown): Record<string, string> | null {
  if (typeof value !== 'object' || value === null) return null;
  const text = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(one)]));
}

function typeOf(shape: Shape): string {
  if (typeof shape === 'string') return shape;
  if (isList(shape)) return `${typeOf(shape[0])}[]`;
  return `STRUCT(${Object.entries(shape)
    .map(([name, inner]) => `"${name}" ${typeOf(inner)}`)
    .join(', ')})`;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
