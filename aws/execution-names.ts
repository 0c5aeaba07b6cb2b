/** The name of a lease's execution: the lease's id, followed by `-<attempt>` when the reconciler started it anew. */
export function leaseExecution(leaseId: string, attempt?: number): string {
  return attempt === undefined ? leaseId : `${leaseId}-${attempt}`;
}
