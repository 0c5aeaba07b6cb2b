import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { type LaptopProcess, startLaptopProcess } from './laptop-process';
import { Person } from './person';

/** What a browser keeps of a person who has signed in. */
export type Signed = Exclude<BrowserContextOptions['storageState'], undefined>;

/** A laptop and a browser, for the tests of one file. */
export class Stage {
  #people: Person[] = [];
  readonly #signedIn = new Map<string, Signed>();

  private constructor(
    readonly laptop: LaptopProcess,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    const [laptop, browser] = await Promise.all([startLaptopProcess(), launchBrowser()]);
    return new Stage(laptop, browser);
  }

  /** A person before a browser of their own, in which they have signed in before if they ever have. */
  async seat(userName: string, options: BrowserContextOptions = {}): Promise<Person> {
    const signedIn = this.#signedIn.get(userName);
    return this.seatAnew(userName, { ...(signedIn && { storageState: signedIn }), ...options });
  }

  /** A person before a browser in which nobody has signed in yet. */
  async seatAnew(userName: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...options,
    });
    const person = await Person.sitDown(this.laptop.url, userName, context, async () => {
      this.#signedIn.set(userName, await context.storageState());
    });
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
