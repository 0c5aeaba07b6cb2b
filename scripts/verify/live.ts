import { z } from 'zod';
import { dynamoClient, kmsClient } from '../../aws/clients';
import { DynamoAuditRoots } from '../../aws/dynamo-audit-roots';
import { DynamoAuditTrail } from '../../aws/dynamo-audit-trail';
import { KmsRootKey } from '../../aws/kms-root-key';
import { tableNames } from '../../aws/tables';
import type { AuditSource } from '../../core/usecases/verify-audit';
import { BadOptionError, DEFAULT_LAPTOP } from '../command-line';
import type { Options } from './options';

/** A running installation. */
export type Live = {
  readonly source: AuditSource;
  /** Epoch milliseconds: which days should be sealed by now. */
  readonly now: number;
  /** Asks KMS for the public half of the key that signs roots. */
  readonly publicKey: () => Promise<string>;
};

/** What a laptop edition says about itself. */
const Place = z.object({ endpoint: z.url(), auditTable: z.string(), rootKeyId: z.string(), now: z.number() });

/** Opens the installation that the options name. */
export async function openLive({ laptop, table, key }: Options): Promise<Live> {
  if (table !== undefined) return liveOf(table, key, Date.now());
  const place = await askLaptop(laptop ?? DEFAULT_LAPTOP);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = place.endpoint;
  process.env.AWS_ENDPOINT_URL_KMS = place.endpoint;
  process.env.AWS_REGION ||= 'eu-west-1';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  return liveOf(place.auditTable, place.rootKeyId, place.now);
}

function liveOf(table: string, key: string | undefined, now: number): Live {
  const tables = { ...tableNames(''), audit: table };
  const trail = new DynamoAuditTrail(dynamoClient(), tables);
  const roots = new DynamoAuditRoots(dynamoClient(), tables);
  return {
    source: { day: (day) => trail.day(day), all: () => roots.all(), heads: (day) => roots.heads(day) },
    now,
    publicKey: () => {
      if (key === undefined) throw new BadOptionError('--key or --public-key is needed');
      return new KmsRootKey(kmsClient(), key).publicKey();
    },
  };
}

async function askLaptop(url: string): Promise<z.infer<typeof Place>> {
  const answer = await fetch(new URL('/local/audit', url)).catch(() => undefined);
  const parsed = answer?.ok ? Place.safeParse(await answer.json()) : undefined;
  if (!parsed?.success)
    throw new BadOptionError(`No laptop edition answers at ${url}. Start one with npm start.`);
  return parsed.data;
}
