import type { Clients } from './http/caller';

type ClientVariables = { readonly WEB_CLIENT_ID: string; readonly MACHINE_CLIENTS: readonly string[] };

/** Whose tokens are taken, by the environment. */
export function clientsOf({ WEB_CLIENT_ID: web, MACHINE_CLIENTS: machines }: ClientVariables): Clients {
  const named = machines.map((one): [string, string] => {
    const split = one.indexOf('=');
    return [one.slice(split + 1), one.slice(0, split)];
  });
  return { web, machines: new Map(named) };
}
