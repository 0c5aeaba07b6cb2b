/** What the fault panel can do to an asynchronous operation. */
export interface OperationFaults {
  /** The reason with which the operation that is accepted now shall end FAILED, if it shall. */
  takeOperationFailure(operation: string): string | undefined;
  /** Milliseconds of virtual time that the operation takes longer. */
  operationDelay(operation: string): number;
}

/** Nothing goes wrong. */
export const noFaults: OperationFaults = { takeOperationFailure: () => undefined, operationDelay: () => 0 };
