import type { WireRoute } from './wire-routes';

/** The address of a route below `base`, with its path filled in and its query in a steady order. */
export function addressOf(base: string, route: WireRoute, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params).map(([key, value]) => [key, String(value)]));
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(values.get(name) ?? ''),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  search.sort();
  const text = search.toString();
  return `${base.replace(/\/$/, '')}${path}${text ? `?${text}` : ''}`;
}
