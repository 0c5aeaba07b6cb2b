import type { PersonRef } from '../../../core/model/person';

/** A person's name; the user name tells two of the same name apart. */
export function PersonName({ person }: { readonly person: PersonRef | undefined }) {
  return person ? <span title={person.userName}>{person.displayName}</span> : <>–</>;
}
