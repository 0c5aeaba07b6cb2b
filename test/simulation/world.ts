import { logger } from '../../lambdas/shared/logger';
import type { AssignmentChange } from '../../local/aws/identity-center/identity-center';
import { createWorkflows } from '../../local/laptop/workflows';
import { ServiceError } from '../../local/aws/service';
import { Kms } from '../../local/aws/kms/kms';
import { ROOT_KEY_ARN } from '../../local/places';
import type { StepFunctionsService } from '../../local/aws/step-functions/service';
import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as sfn from '@aws-sdk/client-sfn';
import { useSources } from './determinism';
import { Deliveries } from './deliveries';
import { setEnvironment, TABLE_NAMES } from './environment';
import { type FaultProfile, Faults } from './faults';
import { handlers } from './functions';
import { LambdaHost, MOST_SKEW } from './lambda-host';
import { SimOrganization } from './organization';
import { setCurrent } from './process';
import { Random } from './random';
import { Records } from './records';
import { Schedules } from './schedules';
import { DocumentStore } from './services/document-store/document-store';
import { TableHistory } from './table-history';
import { SimTimeline, skewed } from './timeline';
import { type Reachable, useWire, Wire } from './wire';
import { workflowsOf } from './workflows';

/** When every run begins: a Monday morning, in epoch milliseconds. */
export const BEGIN = Date.UTC(2026, 0, 5, 8);

/** What Identity Center takes from everybody in any second; beyond it throttles. https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const CALLS_PER_SECOND = 20;

/** `about`: what the mail is about, by its subject and the link in it. */
export type SentMail = {
  readonly to: string;
  readonly subject: string;
  readonly about: string;
  readonly at: number;
};
/** What a function left to the reconciler, or could not do. */
export type Told = { readonly what: string; readonly facts: Readonly<Record<string, unknown>> };

type Options = {
  readonly seed: number;
  readonly profile: FaultProfile;
  readonly onlyFaults?: ReadonlySet<string> | undefined;
};

/** One run's world: the services, the functions, the clock, and everything that was seen of them. */
export class World {
  readonly timeline = new SimTimeline(BEGIN);
  readonly random: Random;
  readonly faults: Faults;
  readonly organization: SimOrganization;
  readonly store = new DocumentStore(TABLE_NAMES);
  readonly records = new Records(this.store);
  readonly kms = new Kms({ timeline: this.timeline, keys: [ROOT_KEY_ARN] });
  readonly #history = new TableHistory(this.store, () => this.timeline.now());
  /** When the tables were restored; functions that began before have lost theirs. */
  restoredAt = Number.NEGATIVE_INFINITY;
  readonly wire: Wire;
  readonly host: LambdaHost;
  readonly workflows: StepFunctionsService;
  readonly deliveries: Deliveries;
  readonly schedules: Schedules;
  readonly mails: SentMail[] = [];
  readonly told: Told[] = [];
  readonly trace: string[] = [];

  constructor({ seed, profile, onlyFaults }: Options) {
    this.random = new Random(seed);
    useSources({ timeline: this.timeline, random: this.random });
    this.faults = new Faults(seed, profile, onlyFaults);
    this.organization = new SimOrganization(this.timeline, {
      takeOperationFailure: () =>
        this.wire.operationFault === 'operation-fails'
          ? 'An internal error occurred. Try again later.'
          : undefined,
      operationDelay: () =>
        this.wire.operationFault === 'operation-slow' ? this.random.between(5_000, 60_000) : 0,
    });
    this.host = new LambdaHost(handlers, this.timeline, this.faults, seed, this.note);
    this.wire = new Wire(this.#services(), this.timeline, this.faults, {
      crash: this.host.crash,
      note: this.note,
    });
    useWire(this.wire);
    const skew = profile.rate > 0 ? this.random.between(-MOST_SKEW, MOST_SKEW) : 0;
    const chance = new Random(this.random.between(1, 2 ** 31));
    this.workflows = workflowsOf(this.host, skewed(this.timeline, skew), chance);
    this.deliveries = new Deliveries(this.host, this.timeline, this.faults, new Random(seed + 1), this.note);
    this.schedules = new Schedules(this.host, this.timeline);
    this.store.onWrite((written) => this.deliveries.take(written, TABLE_NAMES.audit));
    this.#listen();
  }

  /** Adds a line to the trace. */
  readonly note = (text: string): void => {
    this.trace.push(`${((this.timeline.now() - BEGIN) / 1_000).toFixed(3).padStart(9)} ${text}`);
  };

  /** Everything of the first day: organization, workflows, directory. */
  async build(): Promise<void> {
    await this.organization.build();
    this.organization.ssoAdmin.rate.limit = CALLS_PER_SECOND;
    setEnvironment(this.organization);
    await createWorkflows(this.workflows);
    await this.until(this.host.invoke('sync-directory', {}, 'first'));
  }

  /** Every table is replaced by one as it was at `moment`, and the functions are deployed anew, as the runbook says. */
  restoreTables(moment: number): void {
    this.restoredAt = this.timeline.now();
    this.#history.restoreTo(moment);
    this.deliveries.replaceStream();
    process.env.RECORDS_RESTORED = 'yes';
    this.host.restart();
  }

  /** Whether who calls now began before the tables were replaced. */
  #hasLostTables(): boolean {
    return (this.wire.acting?.startedAt ?? Infinity) <= this.restoredAt;
  }

  #tables(operation: string, input: Readonly<Record<string, unknown>>): object {
    if (!this.#hasLostTables()) return this.store.call(operation, input);
    const message = 'Requested resource not found: the table was replaced';
    throw new ResourceNotFoundException({ message, $metadata: {} });
  }

  /** Whether an account is in the unit that the engineers' policy is about. */
  inProduction(accountId: string): boolean {
    return this.organization.parentOf(accountId) === this.organization.id('production');
  }

  /** Lets one thing happen and everything that follows from it settle; gives its name if it is a step. */
  async advance(): Promise<{ readonly step: string | undefined } | undefined> {
    setCurrent(undefined);
    const happened = this.timeline.advance();
    await settled();
    return happened;
  }

  /** Lets things happen until the promise is kept. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const kept = promise.then((value) => ({ value }));
    let outcome: { value: T } | undefined;
    let failure: unknown;
    kept.then(
      (value) => (outcome = value),
      (error: unknown) => (failure = error ?? new Error('failed')),
    );
    while (!outcome && failure === undefined)
      if (!(await this.advance())) throw new Error('Nothing is left to happen.');
    return (await kept).value;
  }

  #services(): Record<string, Reachable> {
    const emulated = (
      service: { model: Record<string, unknown>; call: (call: never) => Promise<unknown> },
      takes: readonly [number, number],
    ): Reachable => ({
      takes,
      model: service.model,
      call: (operation, input) => service.call({ operation, input } as never),
    });
    const { ssoAdmin, identityStore, organizations } = this.organization;
    return {
      dynamodb: { takes: [2, 24], call: (operation, input) => this.#tables(operation, input) },
      ssoadmin: emulated(ssoAdmin, [60, 450]),
      identitystore: emulated(identityStore, [30, 200]),
      organizations: emulated(organizations, [40, 250]),
      sfn: {
        takes: [20, 120],
        model: sfn,
        call: (operation, input) => this.workflows.call({ operation, input }),
      },
      ses: { takes: [30, 250], call: (_, input) => this.#mail(input) },
      kms: {
        takes: [10, 80],
        model: this.kms.model,
        call: (operation, input) => this.#sign(operation, input),
      },
      secretsmanager: { takes: [10, 60], model: secretsManager, call: (_, input) => secret(input) },
    };
  }

  /** The client hands over bytes, which are text on the wire. */
  #sign(operation: string, { Message, ...rest }: Readonly<Record<string, unknown>>): Promise<unknown> {
    const text = Message instanceof Uint8Array ? { Message: Buffer.from(Message).toString('base64') } : {};
    return this.kms.call({ operation, input: { ...rest, ...text } });
  }

  #mail(input: Readonly<Record<string, unknown>>): object {
    const { Destination, Message } = input as {
      Destination: { ToAddresses: string[] };
      Message: { Subject: { Data: string }; Body: { Text: { Data: string } } };
    };
    const subject = Message.Subject.Data;
    const text = Message.Body.Text.Data;
    // News of an emergency link to one page all: they are told apart by what they say.
    const link = /\/(requests|review)\/[^\s.]+/.exec(text)?.[0] ?? text;
    // Its record that this mail was sent is lost with the tables.
    if (this.#hasLostTables()) return { MessageId: 'lost' };
    const at = this.timeline.now();
    this.mails.push({ to: Destination.ToAddresses.join(), subject, about: `${subject} ${link}`, at });
    return { MessageId: String(this.mails.length) };
  }

  #listen(): void {
    const told = (what: string, facts: Readonly<Record<string, unknown>> = {}) => {
      this.told.push({ what, facts });
      const { errorName, errorMessage, trouble } = facts;
      this.note(
        `  said: ${what} ${[trouble, errorName, errorMessage].filter(Boolean).join(' ')}`.slice(0, 160),
      );
    };
    Object.assign(logger, { error: told, warn: told, info: () => {}, debug: () => {} });
    this.organization.ssoAdmin.onAssignmentChange(({ kind, assignment }: AssignmentChange) => {
      const { principalId, accountId, permissionSetArn } = assignment;
      const names = [principalId, accountId, permissionSetArn].map((id) => this.organization.nameOf(id));
      this.note(`assignment ${kind}: ${names.join(' ')}`);
    });
    this.host.onEnd(({ process, how, error }) => {
      const why = error instanceof Error ? `: ${error.name}` : '';
      if (how !== 'answered') this.note(`  ${how}: ${process.key}${why}`);
    });
  }
}

/** Resolves when nothing is left to run but what is scheduled: Node comes to the next tick when no promise has anything left to do. */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

function secret({ VersionStage }: Readonly<Record<string, unknown>>): object {
  if (VersionStage === 'AWSCURRENT') return { SecretString: 'a-key-that-only-the-simulator-knows' };
  throw new ServiceError('ResourceNotFoundException', 'Secrets Manager cannot find the secret value');
}
