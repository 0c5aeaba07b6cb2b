import { problemTypes } from '../../core/contract/common';
import { isForeign } from '../pages/request';
import type { Router } from '../pages/routes';
import { activityEndpoints } from './activity';
import { assignmentEndpoints } from './assignments';
import { auditEndpoints } from './audit';
import type { ControlContext } from './context';
import { countEndpoints } from './counts';
import type { Endpoint } from './endpoint';
import { faultEndpoints } from './faults';
import { installationEndpoints } from './installation';
import { inboxEndpoints } from './inbox';
import { peopleEndpoints } from './people';
import { ControlProblem, problemResponse, unknown } from './problem';
import { readInput } from './read-input';
import { timeEndpoints } from './time';

const BASE = '/local';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The control API for scripts, under `/local/`. `GET /local/` lists every route. */
export function controlApi(context: ControlContext): Router {
  const endpoints: readonly Endpoint[] = [
    ...peopleEndpoints,
    ...inboxEndpoints,
    ...timeEndpoints,
    ...faultEndpoints,
    ...assignmentEndpoints,
    ...activityEndpoints,
    ...auditEndpoints,
    ...installationEndpoints,
    ...countEndpoints(),
  ];
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== BASE && !pathname.startsWith(`${BASE}/`)) return undefined;
    try {
      refuseOthers(request);
      const path = pathname.slice(BASE.length).replace(/\/$/, '');
      const answer = path === '' ? listOf(endpoints) : await run(request, path, endpoints, context);
      return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      if (error instanceof ControlProblem) return problemResponse(error);
      throw error;
    }
  };
}

/** A page of another site must not reach in here, not even by a host name of its own that points to this machine. */
function refuseOthers(request: Request): void {
  if (isForeign(request))
    throw new ControlProblem(403, problemTypes.forbidden, 'The control API does not serve other sites.');
  if (!LOOPBACK.has(new URL(request.url).hostname))
    throw new ControlProblem(403, problemTypes.forbidden, 'The control API is served on loopback only.');
}

async function run(
  request: Request,
  path: string,
  endpoints: readonly Endpoint[],
  context: ControlContext,
): Promise<unknown> {
  const matching = endpoints.flatMap((endpoint) => {
    const parts = match(endpoint.path, path);
    return parts ? [{ endpoint, parts }] : [];
  });
  if (matching.length === 0) throw unknown(`There is no ${BASE}${path}; GET ${BASE}/ lists what there is.`);
  const found = matching.find(({ endpoint }) => endpoint.method === request.method);
  if (!found) {
    const allowed = matching.map(({ endpoint }) => endpoint.method).join(', ');
    throw new ControlProblem(405, problemTypes.notFound, `${BASE}${path} takes ${allowed}.`);
  }
  return found.endpoint.run(await readInput(request, found.parts), context);
}

/** The variable parts of a path, if it matches. */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(want)?.[1];
    if (name !== undefined) parts[name] = decodePart(part);
    else if (want !== part) return undefined;
  }
  return parts;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unknown(`${part} is not a valid part of a path.`);
  }
}

function listOf(endpoints: readonly Endpoint[]) {
  return {
    about: 'The control API of the laptop edition, for scripts. It is not part of anything that deploys.',
    items: endpoints.map(({ method, path, says, example }) => ({
      route: `${method} ${BASE}${path}`,
      says,
      ...(example && { example }),
    })),
  };
}
