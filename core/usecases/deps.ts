import type { MachineScope } from '../contract/machine-scopes';
import type { HardEndMode } from '../model/hard-end';
import type { Clock } from '../ports/clock';
import type { Cursors } from '../ports/cursors';
import type { Directory, DirectorySource, DirectoryStore, LiveDirectory } from '../ports/directory';
import type { Executions } from '../ports/executions';
import type { EmergencyOrders } from '../ports/emergency';
import type { Grants } from '../ports/grants';
import type { Holdings } from '../ports/holdings';
import type { InlinePolicies } from '../ports/inline-policies';
import type { Ids } from '../ports/ids';
import type { AuditRoots, AuditTrail, CheckSignature, RootKey, RootSigner } from '../ports/audit';
import type { Assignments, Findings, HardEnds, Ledger, Policies, Requests } from '../ports/ledger';
import type { Metrics } from '../ports/metrics';
import type { LinkSigner, Mailer, SentNotices } from '../ports/notices';
import type { Activity, ActivityQueries } from '../ports/activity';
import type { Trouble } from '../ports/trouble';
import type { Tokens, Workflow } from '../ports/workflow';

/** Every port by its name; a use-case takes the few that it needs with `Pick`. */
export type Ports = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly requests: Requests;
  readonly assignments: Assignments;
  readonly findings: Findings;
  readonly policies: Policies;
  readonly emergencyOrders: EmergencyOrders;
  readonly audit: AuditTrail;
  readonly roots: AuditRoots;
  readonly rootSigner: RootSigner;
  readonly rootKey: RootKey;
  readonly checkSignature: CheckSignature;
  readonly directory: Directory;
  readonly directoryStore: DirectoryStore;
  readonly directorySource: DirectorySource;
  readonly live: LiveDirectory;
  readonly grants: Grants;
  readonly hardEnds: HardEnds;
  /** How this installation is configured. */
  readonly hardEndMode: HardEndMode;
  /** Tables were restored to an earlier moment not long ago: access that is on no record may be of our making. */
  readonly recordsRestored: boolean;
  readonly inlinePolicies: InlinePolicies;
  readonly holdings: Holdings;
  readonly workflow: Workflow;
  readonly executions: Executions;
  readonly tokens: Tokens;
  readonly cursors: Cursors;
  readonly mailer: Mailer;
  readonly sent: SentNotices;
  readonly links: LinkSigner;
  readonly activity: Activity;
  readonly activityQueries: ActivityQueries;
  readonly trouble: Trouble;
  readonly metrics: Metrics;
  /** SHA-256 in hexadecimal. */
  readonly sha256: (text: string) => string;
};

/**
 * The verified caller of a use-case. Groups are read from Identity Center, never from the token [G8]. `scopes`: it is a machine, whose id
 * is that of `machineId`, and may do this; Identity Center knows no such id, so nothing that asks it about its caller does anything for one.
 */
export type Caller = { readonly userId: string; readonly scopes?: ReadonlySet<MachineScope> };
