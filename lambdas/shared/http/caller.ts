import type { Caller } from '../../../core/usecases/deps';
import type { HttpEvent } from './http-event';
import { problem, ProblemError } from './problem';

/** The claim that the pre-token function puts into every token: the Identity Center user id. */
export const USER_ID_CLAIM = 'hourglass_user_id';

/**
 * Who calls, by the access token that API Gateway has verified. Its authorizer lets ID tokens pass as well, which are made for the
 * web app and not for this API. Throws `ProblemError` when there is nobody.
 */
export function callerOf(event: HttpEvent): Caller {
  const { [USER_ID_CLAIM]: userId, token_use: use } = event.requestContext.authorizer?.jwt?.claims ?? {};
  if (use === 'access' && typeof userId === 'string' && userId !== '') return { userId };
  throw new ProblemError(
    problem('unauthenticated', 'The token names nobody whom Hourglass knows. Sign in again.'),
    {
      'www-authenticate': 'Bearer',
    },
  );
}
