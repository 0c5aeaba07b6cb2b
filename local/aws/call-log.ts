/** Counts the calls that reached the emulated services, by `service.Operation`. */
export class CallLog {
  #counts: Record<string, number> = {};

  /** Adds one call. */
  record(service: string, operation: string): void {
    const name = `${service}.${operation}`;
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
  }

  /** Calls since the last reset, refused ones included: `{ 'sso_admin.CreateAccountAssignment': 1 }`. */
  counts(): Record<string, number> {
    return { ...this.#counts };
  }

  /** Begins again at nothing. */
  reset(): void {
    this.#counts = {};
  }
}
