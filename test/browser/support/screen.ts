import type { Locator } from 'playwright-core';
import type { Person } from './person';
import type { Facts } from './play';

/** A page in one state, as one person sees it. */
export type Screen = {
  /** Name of its picture. */
  readonly name: string;
  /** User name; absent: nobody is signed in. */
  readonly who?: string;
  readonly path: string | ((facts: Facts) => string);
  /** What is there once the page is. */
  readonly shows: (person: Person) => Locator;
  /** What the server says otherwise than it would: parts of its answers, by path. */
  readonly answers?: Readonly<Record<string, object>>;
  /** What somebody does there before one looks. */
  readonly act?: (person: Person) => Promise<void>;
  /** Complaints of the browser that belong to it. */
  readonly complaints?: RegExp;
};

/** A heading is there. */
export const heading = (name: string | RegExp) => (person: Person) => person.heading(name);
/** Some words are there. */
export const text = (words: string | RegExp) => (person: Person) => person.text(words).first();
/** Somebody clicks a button. */
export const click = (name: string | RegExp) => (person: Person) => person.button(name).first().click();

/** Somebody clicks a button that asks before it does anything. */
export const asked = (name: string | RegExp) => async (person: Person) => {
  await click(name)(person);
  await person.dialog().waitFor();
};

/** The screens of one person. */
export const as = (who: string, screens: readonly Omit<Screen, 'who'>[]): Screen[] =>
  screens.map((screen) => ({ who, ...screen }));
