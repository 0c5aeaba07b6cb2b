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
