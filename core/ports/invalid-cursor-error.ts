/** A cursor that does not parse or was given by another list. */
export class InvalidCursorError extends Error {
  override name = 'InvalidCursorError' as const;
  constructor() {
    super('The cursor is not one that this list gave. Start again without a cursor.');
  }
}
