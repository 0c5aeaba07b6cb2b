import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { type LaptopProcess, startLaptopProcess } from './laptop-process';
import { Person } from './person';

/** A laptop and a browser, for the tests of one file. */
export class Stage {
  #people: Person[] = [];

  private constructor(
    readonly laptop: LaptopProcess,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    const [laptop, browser] = await Promise.all([startLaptopProcess(), launchBrowser()]);
    return new Stage(laptop, browser);
  }

  /** A person before a browser of their own; nobody is signed in there yet. */
  async seat(userName: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...options,
    });
    const person = await Person.sitDown(this.laptop.url, userName, context);
    this.#people.push(person);
    return person;
  }

  /** A person who has signed in through the portal and sees the home page. */
  async enter(userName: string, options: BrowserContextOptions = {}): Promise<Person> {
    const person = await this.seat(userName, options);
    await person.signIn();
    return person;
  }

  /** What all browsers complained about since the last look, unless a test expected it. */
  complaints(): string[] {
    return this.#people.flatMap(({ userName, problems }) =>
      problems.take().map((problem) => `${userName}: ${problem}`),
    );
  }

  /** Everybody leaves. */
  async clear(): Promise<void> {
    await Promise.all(this.#people.map(({ context }) => context.close()));
    this.#people = [];
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.laptop.close();
  }
}
