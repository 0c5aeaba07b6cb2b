import { ServiceError } from '../service';
import type { PermissionSet } from './state';

/** The permission sets, found by ARN and by name. */
export class PermissionSets {
  readonly #byArn: Map<string, PermissionSet>;
  readonly #names: Set<string>;

  constructor(saved: readonly PermissionSet[]) {
    this.#byArn = new Map(saved.map((one) => [one.arn, one]));
    this.#names = new Set(saved.map((one) => one.name));
  }

  add(one: PermissionSet): void {
    if (this.#names.has(one.name)) {
      throw new ServiceError('ConflictException', `PermissionSet with name ${one.name} already exists.`);
    }
    this.#names.add(one.name);
    this.#byArn.set(one.arn, one);
  }

  get(arn: string): PermissionSet {
    const found = this.#byArn.get(arn);
    if (!found) {
      throw new ServiceError('ResourceNotFoundException', `Could not find PermissionSet with id ${arn}`);
    }
    return found;
  }

  /** Changes a permission set; its provisioned roles are out of date from now on. */
  change(arn: string, change: Partial<Omit<PermissionSet, 'arn' | 'name' | 'revision'>>): void {
    const before = this.get(arn);
    this.#byArn.set(arn, { ...before, ...change, revision: before.revision + 1 });
  }

  retag(arn: string, tags: PermissionSet['tags']): void {
    this.#byArn.set(arn, { ...this.get(arn), tags });
  }

  delete(arn: string): void {
    this.#names.delete(this.get(arn).name);
    this.#byArn.delete(arn);
  }

  all(): PermissionSet[] {
    return [...this.#byArn.values()];
  }
}
