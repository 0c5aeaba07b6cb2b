import { must, SeedError } from './context';
import type { GroupName } from './data/groups';
import type { PermissionSetName } from './data/permission-sets';
import type { UnitPath } from './data/units';
import type { DirectorySnapshot } from '../../core/model/directory';
import type { Person } from '../../core/model/person';

type Ids = Readonly<Record<string, string>>;

/** The ids that AWS gave to what the seed wrote, found by the names that the seed's data use. */
export class SampleOrganization {
  constructor(
    readonly ids: {
      readonly units: Ids;
      readonly accounts: Ids;
      readonly permissionSets: Ids;
      readonly groups: Ids;
      readonly people: Ids;
    },
    /** As `sync-directory` would read it. */
    readonly snapshot: DirectorySnapshot,
  ) {}

  readonly unit = (path: UnitPath): string => must(this.ids.units[path], `unit ${path}`);
  readonly account = (name: string): string => must(this.ids.accounts[name], `account ${name}`);
  readonly permissionSet = (name: PermissionSetName): string =>
    must(this.ids.permissionSets[name], `permission set ${name}`);
  readonly group = (name: GroupName): string => must(this.ids.groups[name], `group ${name}`);
  readonly userId = (userName: string): string => must(this.ids.people[userName], `person ${userName}`);

  person(userName: string): Person {
    const found = this.snapshot.people.find((person) => person.userName === userName);
    if (!found) throw new SeedError(`The seed knows no person ${userName}.`);
    return found;
  }
}
