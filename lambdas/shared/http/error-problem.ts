import type { Problem } from '../../../core/contract/common';
import { DirectoryNotReadyError } from '../../../core/ports/directory';
import { InvalidCursorError } from '../../../core/ports/invalid-cursor-error';
import { CallerRefusedError } from '../../../core/usecases/caller-identity';
import { UnknownCallerError } from '../../../core/usecases/gather-facts';
import { problem, ProblemError } from './problem';

/** What the client is told of an error; `expected`: nothing to be alarmed about. */
export type Told = {
  readonly problem: Problem;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected: boolean;
};

/** The problem document of whatever was thrown. What is not known is told with a fixed text. */
export function errorProblem(error: unknown): Told {
  if (error instanceof ProblemError)
    return { problem: error.problem, headers: error.headers, expected: true };
  if (error instanceof InvalidCursorError)
    return {
      problem: problem('invalidCursor', error.message, {
        fields: [{ field: 'cursor', message: 'is not a cursor of this list' }],
      }),
      expected: true,
    };
  if (error instanceof CallerRefusedError || error instanceof UnknownCallerError)
    return { problem: problem('forbidden', error.message), expected: true };
  if (error instanceof DirectoryNotReadyError)
    return {
      problem: { ...problem('notReady', error.message), status: 503 },
      headers: { 'retry-after': '30' },
      expected: true,
    };
  return {
    problem: problem(
      'internal',
      'This should not have happened. Look whether your change arrived before you repeat it, and quote the correlation id when you ask for help.',
    ),
    expected: false,
  };
}
