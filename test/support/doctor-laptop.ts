import type { Config } from '../../lib/config/config';
import { parseConfig } from '../../lib/config/read-config';
import { checks } from '../../scripts/doctor/checks';
import type { Severity, Verdict } from '../../scripts/doctor/finding';
import { gather } from '../../scripts/doctor/gather';
import { type Report, reportOn } from '../../scripts/doctor/report';
import { TestLaptop } from './laptop';

/** How a finding is brought about, and what it then says. */
export type Provocation = {
  readonly provoke: (doctor: DoctorLaptop) => unknown;
  readonly severity: Severity;
  readonly found: RegExp;
};

type Tree = Readonly<Record<string, unknown>>;

/** A laptop edition that the doctor looks at, and ways to make it ill; `restore` makes it well again. */
export class DoctorLaptop {
  readonly laptop = new TestLaptop();
  #configuration: Record<string, unknown> = {};
  #changes: Tree = {};
  #ambientRegion: string | undefined = 'eu-west-1';
  readonly #undo: (() => unknown)[] = [];

  async start(): Promise<void> {
    await this.laptop.start();
    const answer = await fetch(`${this.laptop.laptop.url}/local/installation`);
    this.#configuration = ((await answer.json()) as { configuration: Record<string, unknown> }).configuration;
  }

  stop(): Promise<void> {
    return this.laptop.stop();
  }

  /** Everything as on the first day. */
  async restore(): Promise<void> {
    const { account, faults } = this.laptop.services;
    account.reset();
    faults.clear();
    this.#changes = {};
    this.#ambientRegion = 'eu-west-1';
    for (const undo of this.#undo.splice(0).toReversed()) await undo();
  }

  get config(): Config {
    const merged = Object.entries(this.#changes).map(([key, value]) => {
      const before = this.#configuration[key];
      return [key, typeof before === 'object' ? { ...before, ...(value as Tree) } : value];
    });
    return parseConfig({ ...this.#configuration, ...Object.fromEntries(merged) }, 'the laptop');
  }

  async examine(deployed = true): Promise<Report> {
    return reportOn(checks, await gather(this.config, this.#ambientRegion), this.config, deployed);
  }

  async verdictsOf(check: string): Promise<Verdict[]> {
    const { findings } = await this.examine();
    return findings
      .filter((finding) => finding.check === check)
      .map(({ severity, found }) => ({ severity, found }));
  }

  setAccount(settings: Tree): void {
    this.laptop.services.account.change(settings);
  }

  setAmbientRegion(region: string): void {
    this.#ambientRegion = region;
  }

  /** As if the configuration file said so. */
  configure(changes: Tree): void {
    this.#changes = changes;
  }

  deny(service: string, operation: string): void {
    this.laptop.services.faults.add({ kind: 'deny', service, operation });
  }

  async provisionInManagement(permissionSetName: string): Promise<void> {
    const { ssoAdmin, organizations } = this.laptop.services;
    const assignment = {
      accountId: organizations.managementAccountId,
      permissionSetArn: await this.laptop.idOf('permission-sets', permissionSetName),
      principalType: 'USER' as const,
      principalId: this.laptop.userId('adm'),
    };
    ssoAdmin.createOutside(assignment);
    this.#undo.push(() => ssoAdmin.deleteOutside(assignment));
  }

  async emptyGroup(name: string): Promise<void> {
    const { identityStore } = this.laptop.services;
    const groupId = await this.laptop.idOf('groups', name);
    const members = identityStore.users().filter(({ id }) => identityStore.groupsOf(id).includes(groupId));
    for (const { attributes } of members) {
      await this.laptop.regroup(attributes.UserName, name, 'leave');
      this.#undo.push(() => this.laptop.regroup(attributes.UserName, name, 'join'));
    }
  }
}
