/** A guarantee did not hold. */
export class Violation extends Error {
  override name = 'Violation' as const;

  constructor(
    /** The number of the guarantee, or `liveness`. */
    readonly guarantee: string,
    message: string,
  ) {
    super(message);
  }
}
