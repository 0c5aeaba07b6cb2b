import { denialOf } from '../../aws/account-facts/access-denied';

/** What one look at AWS gave. A look that fails is a finding of its own, never the end of the others. */
export type Look<T> =
  | { readonly seen: true; readonly value: T }
  | { readonly seen: false; readonly why: string; readonly needs?: string };

/** Looks; `action` is what the first call needs, for services that do not say what they refused. */
export async function look<T>(action: string, ask: () => Promise<T>): Promise<Look<T>> {
  try {
    return { seen: true, value: await ask() };
  } catch (error) {
    const denial = denialOf(error);
    if (denial) return { seen: false, why: 'access is denied', needs: denial.action ?? action };
    return { seen: false, why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Looks at what needs another look first; where that one failed, this one has failed for the same reason. */
export async function after<A, B>(first: Look<A>, then: (value: A) => Promise<Look<B>>): Promise<Look<B>> {
  return first.seen ? then(first.value) : first;
}
