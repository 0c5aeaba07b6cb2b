import { isRecord } from './model';
import type { EmulatedService } from './service';

/** An operation that a path names, with the values in the path. */
export type RestCall = { readonly operation: string; readonly labels: Readonly<Record<string, string>> };

type Route = { readonly method: string; readonly path: readonly string[]; readonly operation: string };

const OPERATION = 9;
const known = new WeakMap<object, readonly Route[]>();

/** The operation of a REST service that answers a method and a path; `undefined` when it is none of this service. */
export function restCall(service: EmulatedService, method: string, path: string): RestCall | undefined {
  if (service.protocol !== 'rest') return undefined;
  const given = path.split('/').map(decodeURIComponent);
  for (const route of routesOf(service.model)) {
    if (route.method !== method || route.path.length !== given.length) continue;
    const labels = labelsOf(route.path, given);
    if (labels) return { operation: route.operation, labels };
  }
  return undefined;
}

function labelsOf(wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = given[index] ?? '';
    const label = /^\{(\w+)\}$/.exec(want)?.[1];
    if (label !== undefined && part !== '') labels[label] = part;
    else if (want !== part) return undefined;
  }
  return labels;
}

/** Where the model puts each operation: `{ http: ['GET', '/v2/email/account', 200] }`. */
function routesOf(model: Record<string, unknown>): readonly Route[] {
  const found = known.get(model);
  if (found) return found;
  const routes = Object.values(model).flatMap((schema): Route[] => {
    if (!Array.isArray(schema) || schema[0] !== OPERATION || !isRecord(schema[3])) return [];
    const { http } = schema[3];
    if (!Array.isArray(http)) return [];
    return [{ method: String(http[0]), path: String(http[1]).split('/'), operation: String(schema[2]) }];
  });
  known.set(model, routes);
  return routes;
}
