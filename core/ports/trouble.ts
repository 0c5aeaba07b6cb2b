/**
 * Takes note of something that could not be done now and that the reconciler will do: it is logged,
 * but does not undo what has already been committed [G12].
 */
export interface Trouble {
  report(
    what: 'workflow-not-started' | 'signal-not-delivered' | 'end-not-asked',
    ids: Readonly<Record<string, string>>,
    error: unknown,
  ): void;
}
