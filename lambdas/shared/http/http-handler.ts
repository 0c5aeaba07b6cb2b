import { errorFacts } from '../error-facts';
import { logger } from '../logger';
import type { ApiRoute, Doorkeepers } from './api-route';
import { callerOf, checkScope } from './caller';
import { errorProblem } from './error-problem';
import { HttpEvent, type HttpResult } from './http-event';
import { matchRoute } from './match-route';
import { problem, ProblemError } from './problem';
import { checkSize } from './request-size';
import { problemResult } from './result';
import { throttled } from './throttle';

/** A route that needs no sign-in. */
export type PublicRoute = {
  readonly method: string;
  readonly path: string;
  readonly open: (event: HttpEvent) => HttpResult;
};

/** Where the web app's own domain passes requests on. */
const PREFIX = /^\/api(?=\/)/;

/** The Lambda of some routes: finds the route, knows the caller, and turns whatever happens into an HTTP answer. */
export function httpHandler<S extends Doorkeepers>(
  routes: readonly (ApiRoute<S> | PublicRoute)[],
  services: () => S,
): (event: unknown) => Promise<HttpResult> {
  return async (input) => {
    const event = HttpEvent.parse(input);
    const { requestId: correlationId, http } = event.requestContext;
    const answer = await serve(routes, services, event).catch((error: unknown) => {
      const told = errorProblem(error);
      const facts = { correlationId, method: http.method, ...errorFacts(error) };
      if (told.expected) logger.debug('Request refused', facts);
      else logger.error('Request failed', facts);
      return problemResult(told.problem, correlationId, told.headers);
    });
    logger.info('Request', { correlationId, method: http.method, status: answer.statusCode });
    return { ...answer, headers: { ...answer.headers, 'x-correlation-id': correlationId } };
  };
}

async function serve<S extends Doorkeepers>(
  routes: readonly (ApiRoute<S> | PublicRoute)[],
  services: () => S,
  event: HttpEvent,
): Promise<HttpResult> {
  checkSize(event);
  const { method } = event.requestContext.http;
  const match = matchRoute(routes, method, event.rawPath.replace(PREFIX, ''));
  if (match.kind === 'unknown') throw new ProblemError(problem('notFound', 'There is no such address.'));
  if (match.kind === 'wrong-method') throw wrongMethod(match.allowed);
  if ('open' in match.route) return match.route.open(event);
  const caller = callerOf(event, services().clients);
  checkScope(caller, match.route.scope);
  await throttled(services().throttling, caller.userId, match.route);
  return match.route.handle({ event, caller, params: match.params }, services());
}

function wrongMethod(allowed: readonly string[]): ProblemError {
  const allow = allowed.join(', ');
  return new ProblemError(problem('methodNotAllowed', `This address takes ${allow}.`), { allow });
}
