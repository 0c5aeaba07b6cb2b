/** Something that a verification found. `stream` and `sequence` name the event, if it is about one; `day` is the UTC day. */
export type AuditProblem = {
  readonly problem: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  readonly day?: string;
  readonly stream?: string;
  readonly sequence?: number;
};
