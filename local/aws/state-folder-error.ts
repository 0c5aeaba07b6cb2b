const BEGIN_ANEW = 'Start again with --fresh to begin with an empty state.';

/** The state folder holds something that this version cannot read, or another process holds it. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';

  constructor(what: string, reason: string, options: ErrorOptions & { advice?: string } = {}) {
    super(`${what} cannot be read: ${reason}. ${options.advice ?? BEGIN_ANEW}`, options);
  }
}
