import { z } from 'zod';
import { ServiceError } from '../../service';
import { describe, type Operation, operation, validationException } from '../../support/operation';
import { ENTERPRISE, userAttributes, userExtensions } from './attributes';
import type { IdentityStore } from './identity-store';
import { inStore, storedId } from './input';
import type { User } from './state';

type Bag = Record<string, unknown>;

const bag = z.record(z.string(), z.unknown());
const LISTS: readonly string[] = ['Emails', 'PhoneNumbers', 'Addresses', 'Photos', 'Roles'];
const NAMES: readonly string[] = Object.keys(userAttributes.shape);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const schema = z.strictObject({
  ...inStore,
  UserId: storedId,
  Operations: z
    .array(
      z.strictObject({
        AttributePath: z.string().min(1).max(255),
        AttributeValue: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
});

/** UpdateUser: all of its operations on attributes, or none. There is none for the user's status. */
export function updateUser(store: IdentityStore): Operation {
  return operation(schema, ({ UserId, Operations }) => {
    const before = store.users.get(UserId);
    let attributes: Bag = before.attributes;
    let extension: Bag = before.extensions[ENTERPRISE] ?? {};
    for (const { AttributePath: path, AttributeValue: value } of Operations) {
      if (path.startsWith(`${ENTERPRISE}.`)) {
        extension = set(extension, path.slice(ENTERPRISE.length + 1).split('.'), value);
      } else attributes = set(attributes, attributePath(path), capitalised(value));
    }
    store.users.put(checked(before, attributes, extension, store.now()));
    store.changed();
    return {};
  });
}

function attributePath(path: string): string[] {
  const [first = '', ...rest] = path.split('.').map(capital);
  if (LISTS.some((list) => first.startsWith(list)) && path.length > first.length) {
    const list = path.slice(0, path.search(/[^a-zA-Z]/));
    throw new ServiceError(
      'ValidationException',
      `Unsupported update operation on multi-value attribute ${list}, please provide full replacement`,
    );
  }
  if (!NAMES.includes(first) || rest.length > (first === 'Name' ? 1 : 0)) {
    throw new ServiceError('ValidationException', `Invalid attribute path: ${path}`);
  }
  return [first, ...rest];
}

/** `from` with `value` at the path; no value removes what is there. */
function set(from: Bag, [first = '', ...rest]: readonly string[], value: unknown): Bag {
  const { [first]: old, ...others } = from;
  if (rest.length > 0) return { ...others, [first]: set(bag.safeParse(old).data ?? {}, rest, value) };
  return value === undefined || value === null ? others : { ...others, [first]: value };
}

/** Members of a structure may be sent in camel case, as SCIM names them. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  const parsed = bag.safeParse(value);
  if (!parsed.success) return value;
  return Object.fromEntries(Object.entries(parsed.data).map(([name, inner]) => [capital(name), inner]));
}

function checked(before: User, attributes: Bag, extension: Bag, updatedAt: number): User {
  const newAttributes = userAttributes.safeParse(attributes);
  if (!newAttributes.success) throw validationException(describe(newAttributes.error));
  const hasExtension = Object.keys(extension).length > 0;
  const newExtensions = userExtensions.safeParse(hasExtension ? { [ENTERPRISE]: extension } : {});
  if (!newExtensions.success) throw validationException(describe(newExtensions.error));
  return { ...before, attributes: newAttributes.data, extensions: newExtensions.data, updatedAt };
}
