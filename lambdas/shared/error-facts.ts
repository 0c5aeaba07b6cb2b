/** What of an error goes to the log. The stack says where; the message of a parse error could hold what was parsed, so it stays out. */
export function errorFacts(error: unknown): {
  errorName: string;
  errorMessage?: string;
  errorStack?: string;
} {
  if (!(error instanceof Error)) return { errorName: typeof error };
  if (error.name === 'ZodError' || error instanceof SyntaxError) return { errorName: error.name };
  return {
    errorName: error.name,
    errorMessage: error.message,
    ...(error.stack === undefined ? {} : { errorStack: error.stack }),
  };
}
