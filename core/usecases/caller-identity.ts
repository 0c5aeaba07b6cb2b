import type { MachineScope } from '../contract/machine-scopes';
import type { DirectorySnapshot } from '../model/directory';
import { type EpochMs, SECOND } from '../model/instant';
import { machineAsPerson, machineNameOf } from '../model/machine';
import type { Person } from '../model/person';
import type { Asker, Doer } from '../rules/asker';
import { askerOf } from './assess-request';
import type { Caller, Ports } from './deps';

/** A caller with everything that decides what they may see. */
export type Viewer = Doer & {
  readonly person: Person;
  readonly auditor: boolean;
  readonly admin: boolean;
  readonly responder: boolean;
};

/** The Identity Center groups whose members are auditors, admins and responders; an installation may have no responders. */
export type RoleGroups = {
  readonly auditorGroupId: string;
  readonly adminGroupId: string;
  readonly responderGroupId?: string | undefined;
};

/** A valid token of somebody who has been removed or disabled since it was made. */
export class CallerRefusedError extends Error {
  override name = 'CallerRefusedError' as const;
}

/** How old an identity may be for an answer that changes nothing, in milliseconds. */
const REMEMBERED = 30 * SECOND;
const MOST_REMEMBERED = 1_000;

/** Finds out who callers are. Groups come from Identity Center, never from the token [G8]. */
export class Viewers {
  readonly #known = new Map<string, { readonly at: EpochMs; readonly viewer: Viewer }>();

  constructor(
    private readonly deps: Pick<Ports, 'live' | 'clock'>,
    readonly roles: RoleGroups,
  ) {}

  /**
   * By Identity Center at this moment: for everything that writes. A machine is what its scopes say: an auditor where it may read the
   * audit trail, an admin on the routes that need `scope` for policies. Throws `CallerRefusedError`.
   */
  async now(caller: Caller, scope?: MachineScope): Promise<Viewer> {
    if (caller.scopes) return machineViewer(caller.userId, caller.scopes, scope);
    const { person, asker } = await this.#live(caller);
    if (!person.enabled) throw new CallerRefusedError('You are disabled in IAM Identity Center.');
    const viewer = this.#viewer(person, asker);
    this.#remember(viewer);
    return viewer;
  }

  /** At most 30 s old: for reading only. Throws `CallerRefusedError`. */
  async recently(caller: Caller, scope?: MachineScope): Promise<Viewer> {
    if (caller.scopes) return this.now(caller, scope);
    const known = this.#known.get(caller.userId);
    if (known && known.at > this.deps.clock.now() - REMEMBERED) return known.viewer;
    return this.now(caller);
  }

  /**
   * For showing a record right after a use-case has checked its caller: as the snapshot knows them, without asking Identity
   * Center again; live for somebody whom the snapshot does not have yet, or not as enabled. Whoever was disabled since is still told what
   * they have done [G11]. Throws `CallerRefusedError` for who is removed.
   */
  async showing(caller: Caller, snapshot: DirectorySnapshot): Promise<Viewer> {
    if (caller.scopes) return this.now(caller);
    const person = snapshot.people.find(({ userId }) => userId === caller.userId);
    if (person?.enabled) return this.#viewer(person, askerOf(caller.userId, snapshot));
    const live = await this.#live(caller);
    return this.#viewer(live.person, live.asker);
  }

  async #live({ userId }: Caller): Promise<{ readonly person: Person; readonly asker: Asker }> {
    const [person, groupIds] = await Promise.all([
      this.deps.live.person(userId),
      this.deps.live.groupsOf(userId),
    ]);
    if (!person) throw new CallerRefusedError('You are no longer in IAM Identity Center.');
    return { person, asker: { userId, groupIds: new Set(groupIds) } };
  }

  #viewer(person: Person, asker: Asker): Viewer {
    return {
      ...asker,
      enabled: person.enabled,
      person,
      auditor: asker.groupIds.has(this.roles.auditorGroupId),
      admin: asker.groupIds.has(this.roles.adminGroupId),
      responder: this.roles.responderGroupId !== undefined && asker.groupIds.has(this.roles.responderGroupId),
    };
  }

  #remember(viewer: Viewer): void {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(viewer.userId, { at: this.deps.clock.now(), viewer });
  }
}

/** Scopes whose routes admins alone may use. */
const FOR_ADMINS: ReadonlySet<MachineScope | undefined> = new Set(['policies.read', 'policies.write']);

function machineViewer(
  id: string,
  scopes: ReadonlySet<MachineScope>,
  scope: MachineScope | undefined,
): Viewer {
  const name = machineNameOf(id);
  if (name === undefined) throw new CallerRefusedError('This is the id of no machine.');
  return {
    userId: id,
    groupIds: new Set(),
    enabled: true,
    person: machineAsPerson(name),
    auditor: scopes.has('audit.read'),
    admin: scope !== undefined && scopes.has(scope) && FOR_ADMINS.has(scope),
    responder: false,
  };
}
