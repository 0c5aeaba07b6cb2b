import type { z } from 'zod';
import { readSection } from '../aws/section';
import type { Section } from '../aws/service';

/** A section of the state folder whose content is checked when read: `initial` until something was written. */
export class SectionState<T> {
  readonly #section: Section;
  #value: T;

  constructor(section: Section, schema: z.ZodType<T>, name: string, initial: T) {
    this.#section = section;
    this.#value = readSection(section, schema, name, initial);
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
    this.#section.write(value);
  }
}
