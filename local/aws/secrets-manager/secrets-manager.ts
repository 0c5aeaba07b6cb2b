import { randomBytes, randomUUID } from 'node:crypto';
import * as model from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { readSection } from '../section';
import {
  type EmulatedService,
  memorySection,
  type Section,
  type ServiceCall,
  ServiceError,
} from '../service';
import { findVersion, Secret, type Version, withVersion } from './secret';

const Value = {
  ClientRequestToken: z.string().optional(),
  SecretString: z.string().optional(),
  SecretBinary: z.string().optional(),
};
const Create = z.object({ ...Value, Name: z.string(), Description: z.string().optional() });
const Put = z.object({
  ...Value,
  SecretId: z.string(),
  VersionStages: z.array(z.string()).default(['AWSCURRENT']),
});
const Get = z.object({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});
const Describe = z.object({ SecretId: z.string() });
const Delete = z.object({
  SecretId: z.string(),
  RecoveryWindowInDays: z.int().min(7).max(30).default(30),
});

/** What an emulated Secrets Manager needs. */
export type SecretsManagerOptions = {
  timeline: Timeline;
  /** @default memory */
  section?: Section;
  /** @default eu-west-1 */
  region?: string;
  /** @default 000000000000 */
  accountId?: string;
};

/** Secrets Manager: secrets with a current and a previous version. */
export class SecretsManager implements EmulatedService {
  readonly name = 'secrets_manager';
  readonly protocol = 'json';
  readonly target = 'secretsmanager';
  readonly model: Record<string, unknown> = model;
  readonly #options: SecretsManagerOptions;
  readonly #section: Section;
  #secrets: Secret[];

  constructor(options: SecretsManagerOptions) {
    this.#options = options;
    this.#section = options.section ?? memorySection();
    this.#secrets = readSection(this.#section, z.array(Secret), 'the secrets', []);
  }

  /** Runs one operation. */
  async call({ operation, input }: ServiceCall): Promise<Record<string, unknown>> {
    switch (operation) {
      case 'CreateSecret':
        return this.#create(Create.parse(input));
      case 'PutSecretValue':
        return this.#put(Put.parse(input));
      case 'GetSecretValue':
        return this.#get(Get.parse(input));
      case 'DescribeSecret':
        return this.#describe(Describe.parse(input).SecretId);
      case 'DeleteSecret':
        return this.#delete(Delete.parse(input));
      case 'RestoreSecret':
        return this.#restore(Describe.parse(input).SecretId);
      default:
        throw new ServiceError('UnknownOperationException', `${operation} is not emulated`);
    }
  }

  #create(input: z.infer<typeof Create>): Record<string, unknown> {
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(input.Name)) {
      throw new ServiceError(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    }
    const token = input.ClientRequestToken ?? randomUUID();
    const existing = this.#secrets.find(({ name }) => name === input.Name);
    if (existing) {
      const repeated = existing.versions.find((version) => version.id === token && sameValue(version, input));
      if (repeated) return { ARN: existing.arn, Name: existing.name, VersionId: repeated.id };
      throw new ServiceError(
        'ResourceExistsException',
        `The operation failed because the secret ${input.Name} already exists.`,
      );
    }
    const now = this.#options.timeline.now();
    const { region = 'eu-west-1', accountId = '000000000000' } = this.#options;
    const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${input.Name}-${randomBytes(3).toString('hex')}`;
    let secret: Secret = {
      name: input.Name,
      arn,
      description: input.Description,
      createdAt: now,
      changedAt: now,
      versions: [],
    };
    const version = hasValue(input) ? versionOf(token, input, ['AWSCURRENT'], now) : undefined;
    if (version) secret = withVersion(secret, version);
    this.#keep(secret);
    return { ARN: arn, Name: secret.name, VersionId: version?.id };
  }

  #put(input: z.infer<typeof Put>): Record<string, unknown> {
    const secret = this.#find(input.SecretId);
    if (!hasValue(input)) {
      throw new ServiceError(
        'InvalidRequestException',
        'You must provide either SecretString or SecretBinary.',
      );
    }
    const token = input.ClientRequestToken ?? randomUUID();
    const existing = secret.versions.find(({ id }) => id === token);
    if (existing && !sameValue(existing, input)) {
      throw new ServiceError(
        'ResourceExistsException',
        'A version with this token and another value exists.',
      );
    }
    const version = existing ?? versionOf(token, input, input.VersionStages, this.#options.timeline.now());
    if (!existing) this.#keep(withVersion(secret, version));
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages };
  }

  #get({ SecretId, VersionId, VersionStage }: z.infer<typeof Get>): Record<string, unknown> {
    const secret = this.#find(SecretId);
    if (secret.deletedAt !== undefined) {
      throw new ServiceError(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was marked for deletion.",
      );
    }
    const version = findVersion(secret, VersionId, VersionStage);
    if (!version) {
      const wanted =
        VersionId === undefined
          ? `staging label: ${VersionStage ?? 'AWSCURRENT'}`
          : `VersionId: ${VersionId}`;
      throw notFound(`Secrets Manager can't find the specified secret value for ${wanted}`);
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.text,
      SecretBinary: version.binary,
      VersionStages: version.stages,
      CreatedDate: version.createdAt / 1000,
    };
  }

  #describe(id: string): Record<string, unknown> {
    const { arn, name, description, createdAt, changedAt, deletedAt, versions } = this.#find(id);
    return {
      ARN: arn,
      Name: name,
      Description: description,
      CreatedDate: createdAt / 1000,
      LastChangedDate: changedAt / 1000,
      ...(deletedAt !== undefined && { DeletedDate: deletedAt / 1000 }),
      VersionIdsToStages: Object.fromEntries(versions.map((version) => [version.id, version.stages])),
    };
  }

  /** It can be restored until the recovery window is over; here it is never removed for good. */
  #delete({ SecretId, RecoveryWindowInDays }: z.infer<typeof Delete>): Record<string, unknown> {
    const secret = this.#find(SecretId);
    const deletedAt = this.#options.timeline.now();
    this.#keep({ ...secret, deletedAt });
    const DeletionDate = deletedAt / 1000 + RecoveryWindowInDays * 86_400;
    return { ARN: secret.arn, Name: secret.name, DeletionDate };
  }

  #restore(id: string): Record<string, unknown> {
    const { deletedAt: _deletedAt, ...secret } = this.#find(id);
    this.#keep(secret);
    return { ARN: secret.arn, Name: secret.name };
  }

  #find(id: string): Secret {
    // AWS also takes an ARN without the six characters at its end.
    const found = this.#secrets.find(({ name, arn }) => id === name || id === arn || id === arn.slice(0, -7));
    if (!found) throw notFound("Secrets Manager can't find the specified secret.");
    return found;
  }

  #keep(secret: Secret): void {
    this.#secrets = [...this.#secrets.filter(({ name }) => name !== secret.name), secret];
    this.#section.write(this.#secrets);
  }
}

type Given = { SecretString?: string | undefined; SecretBinary?: string | undefined };

function hasValue(input: Given): boolean {
  return input.SecretString !== undefined || input.SecretBinary !== undefined;
}

function sameValue(version: Version, input: Given): boolean {
  return version.text === input.SecretString && version.binary === input.SecretBinary;
}

function versionOf(id: string, input: Given, stages: string[], createdAt: number): Version {
  return { id, createdAt, text: input.SecretString, binary: input.SecretBinary, stages };
}

function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}
