import type { Problem } from '../../../core/contract/common';
import type { RefusalReason } from '../../../core/model/refusal';
import type { Exported, NotReady } from '../../../core/usecases/export-activity';
import type { Found, Invalid } from '../../../core/usecases/found';
import type { Conflict, NotFound, Refused } from '../../../core/usecases/outcome';
import type { Saved } from '../../../core/usecases/save-policy';
import { invalidInput, problem } from './problem';
import { refusalStatus } from './statuses';

/** Every way in which a use-case can end without what was asked for. */
export type Failure = Refused | NotFound | Conflict | Invalid | NotReady | { readonly kind: 'key-reused' };

/** What a route answers; `headers` go with a success. */
export type Answer<R> =
  | ((Found<R> | Saved<R>) & { readonly headers?: Readonly<Record<string, string>> })
  | Exported
  | Failure;

/** The one table from outcome to problem document. */
export function failureProblem(failure: Failure): Problem {
  switch (failure.kind) {
    case 'refused':
      return refusedProblem(failure.reasons);
    case 'not-found':
      return problem('notFound', 'There is no such thing, or you may not see it.');
    case 'conflict':
      return problem('conflict', sentences(failure.reasons), { reasons: [...failure.reasons] });
    case 'invalid':
      return invalidInput(failure.fields);
    case 'not-ready':
      return problem('notReady', failure.message);
    case 'key-reused':
      return problem(
        'idempotencyKeyReused',
        'This Idempotency-Key was already used with another body. Use a new key for a new request.',
      );
  }
}

function refusedProblem(reasons: readonly RefusalReason[]): Problem {
  const kinds = { 403: 'forbidden', 409: 'conflict', 422: 'refused' } as const;
  const fields = reasons.flatMap(({ field, message }) => (field === undefined ? [] : [{ field, message }]));
  return problem(kinds[refusalStatus(reasons)], sentences(reasons), {
    reasons: [...reasons],
    ...(fields.length > 0 ? { fields } : {}),
  });
}

function sentences(reasons: readonly RefusalReason[]): string {
  return reasons.map(({ message }) => message).join(' ');
}
