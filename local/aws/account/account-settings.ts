import { z } from 'zod';
import { readSection } from '../section';
import type { Section } from '../service';

const AccountId = z.string().regex(/^\d{12}$/);

/** What is around an installation and is nobody's record: what AWS, an administrator or a colleague may have set otherwise. */
const settingsFor = (accountId: string, region: string) =>
  z.strictObject({
    /** The account of whoever calls. */
    callerAccountId: AccountId.default(accountId),
    /** Who is registered for `sso.amazonaws.com`. */
    delegatedAdministrators: z.array(AccountId).max(1).default([accountId]),
    instance: z
      .strictObject({
        status: z
          .enum(['ACTIVE', 'CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS'])
          .default('ACTIVE'),
        primaryRegion: z.string().min(1).default(region),
        permissionSetsEnabled: z.boolean().default(true),
        /** ARN of a customer managed key; null: the key that AWS owns. */
        kmsKeyArn: z.string().min(20).nullable().default(null),
      })
      .prefault({}),
    mail: z
      .strictObject({
        /** False: the sandbox. */
        production: z.boolean().default(true),
        sendingEnabled: z.boolean().default(true),
        enforcement: z.enum(['HEALTHY', 'PROBATION', 'SHUTDOWN']).default('HEALTHY'),
        /** Emails in 24 hours. */
        dailyQuota: z.int().positive().default(50_000),
        verified: z.boolean().default(true),
        dkim: z.enum(['SUCCESS', 'PENDING', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED']).default('SUCCESS'),
      })
      .prefault({}),
    lambda: z
      .strictObject({
        concurrency: z.int().positive().default(1_000),
        unreserved: z.int().nonnegative().default(1_000),
      })
      .prefault({}),
    signIn: z
      .strictObject({
        /** What the address of the SAML metadata answers. */
        metadata: z.enum(['served', 'gone', 'expired']).default('served'),
        /** Which metadata the provider of the user pool reads. */
        provider: z.enum(['paired', 'other', 'none']).default('paired'),
        clientAllowsProvider: z.boolean().default(true),
      })
      .prefault({}),
    /** Statuses of stacks by the last part of their name, where they are not `CREATE_COMPLETE`; `ABSENT`: not deployed. */
    stacks: z.record(z.string(), z.string()).default({}),
    /** Version of the CDK bootstrap stack; null: never bootstrapped. */
    bootstrapVersion: z.int().positive().nullable().default(28),
  });

type Schema = ReturnType<typeof settingsFor>;
export type AccountSettings = z.output<Schema>;

/** The settings of the emulated account, kept in a section. */
export class Account {
  readonly #schema: Schema;
  readonly #section: Section;
  #settings: AccountSettings;

  constructor(section: Section, place: { readonly accountId: string; readonly region: string }) {
    this.#schema = settingsFor(place.accountId, place.region);
    this.#section = section;
    this.#settings = readSection(section, this.#schema, 'the account', this.#schema.parse({}));
  }

  get settings(): AccountSettings {
    return this.#settings;
  }

  /** Changes what is named, one level deep, and leaves the rest. Throws a `ZodError` and changes nothing. */
  change(wanted: Readonly<Record<string, unknown>>): AccountSettings {
    return this.#keep(this.#schema.parse(merged(this.#settings, wanted)));
  }

  /** As on the first day. */
  reset(): AccountSettings {
    return this.#keep(this.#schema.parse({}));
  }

  #keep(settings: AccountSettings): AccountSettings {
    this.#settings = settings;
    this.#section.write(settings);
    return settings;
  }
}

type Tree = Readonly<Record<string, unknown>>;

function merged(before: Tree, wanted: Tree): Tree {
  const changed = Object.entries(wanted).map(([name, value]) => {
    const old = before[name];
    return [name, isTree(old) && isTree(value) ? { ...old, ...value } : value];
  });
  return { ...before, ...Object.fromEntries(changed) };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
