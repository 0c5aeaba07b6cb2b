import type { World } from './world';

/** The world's ports, of which the function may use `calls` that write or ask Identity Center before it dies. */
export function dieAfter(world: World, calls: number) {
  let left = calls;
  const mortal = <T extends object>(port: T, names: readonly (keyof T)[]): T =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const method = value.bind(target);
        if (!names.includes(name as keyof T)) return method;
        return async (...args: unknown[]) => {
          if (left <= 0) throw new Error('crash');
          left -= 1;
          return method(...args);
        };
      },
    });
  return {
    ...world.ports,
    ledger: mortal(world.ports.ledger, ['commit']),
    grants: mortal(world.ports.grants, ['create', 'delete', 'creation', 'deletion', 'holds']),
  };
}
