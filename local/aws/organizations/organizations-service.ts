import * as organizations from '@aws-sdk/client-organizations';
import type { EmulatedService, ServiceCall } from '../service';
import { dispatch, type Operations } from '../support/operation';
import { Organization, type OrganizationOptions } from './organization';
import type { AccountState } from './state';
import { account } from './verbs/account';
import { type Delegated, delegatedAdministrators } from './verbs/delegated-administrators';
import { organizationalUnit } from './verbs/organizational-unit';
import { tags } from './verbs/tags';
import { tree } from './verbs/tree';

const NOBODY: Delegated = { ids: () => [], register: () => undefined };

/** The Organizations API of an organization that begins with its management account. */
export class OrganizationsService implements EmulatedService {
  readonly name = 'organizations';
  readonly protocol = 'json';
  readonly target = 'AWSOrganizationsV20161128';
  readonly model = organizations;
  readonly #organization: Organization;
  readonly #operations: Operations;

  constructor(options: OrganizationOptions & { readonly delegated?: Delegated }) {
    this.#organization = new Organization(options);
    this.#operations = {
      ...tree(this.#organization),
      ...account(this.#organization),
      ...organizationalUnit(this.#organization),
      ...delegatedAdministrators(this.#organization, options.delegated ?? NOBODY),
      ...tags(this.#organization),
    };
  }

  get managementAccountId(): string {
    return this.#organization.managementAccountId;
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  accountState(accountId: string): AccountState | undefined {
    return this.#organization.tree.account(accountId)?.state;
  }

  /** The name of an account; undefined when there is none. */
  accountName(accountId: string): string | undefined {
    return this.#organization.tree.account(accountId)?.name;
  }

  /** Puts an account into a state that only AWS itself can bring about, such as SUSPENDED. */
  setAccountState(accountId: string, state: AccountState): void {
    this.#organization.change(this.#organization.requireAccount(accountId), { state });
  }

  /** Writes the state now. */
  flush(): void {
    this.#organization.flush();
  }
}
