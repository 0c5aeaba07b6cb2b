import type { EpochMs } from '../model/instant';

/** Whose events, where and when. Every value is checked by its schema before it gets here. */
export type ActivityQuery = {
  readonly accountId: string;
  readonly permissionSetName: string;
  readonly userId: string;
  readonly userName: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
};

/** Whose events, whatever they are, and when. */
export type AccountEvents = Pick<ActivityQuery, 'accountId' | 'from' | 'to'>;

/** One CloudTrail event of a lease. */
export type ActivityEvent = {
  readonly id: string;
  readonly at: EpochMs;
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  readonly region: string;
  readonly sourceAddress: string;
  /** Empty when the call succeeded. */
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly readOnly: boolean;
};

export type ActivityState =
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly reason: string }
  /** `truncated`: there are more events than the query gives. */
  | { readonly state: 'finished'; readonly events: readonly ActivityEvent[]; readonly truncated: boolean };

/** What comes of asking for a query; `reason` is a sentence for people. */
export type ActivityStart =
  | { readonly state: 'started'; readonly queryId: string }
  | { readonly state: 'refused'; readonly reason: string };

/** CloudTrail events, wherever they are kept. */
export interface Activity {
  /** How long results can be read after the query began, in milliseconds. */
  readonly resultsKept: number;
  /** Begins a query, or says why none can begin now. Throws what a reader can do nothing about. */
  start(query: ActivityQuery): Promise<ActivityStart>;
  /** The same for the newest event of an account and nothing else: whether events can be read, and arrive. */
  startNewest(query: AccountEvents): Promise<ActivityStart>;
  read(queryId: string): Promise<ActivityState>;
}

/** Remembers which query answers which lease, so that looking again does not pay again. */
export interface ActivityQueries {
  save(entry: ActivityQueryEntry): Promise<void>;
  read(leaseId: string, queryId: string): Promise<ActivityQueryEntry | undefined>;
  latest(leaseId: string): Promise<ActivityQueryEntry | undefined>;
}

export type ActivityQueryEntry = {
  readonly leaseId: string;
  readonly queryId: string;
  readonly startedAt: EpochMs;
  /** The end of the time that the query looked at. */
  readonly until: EpochMs;
};
