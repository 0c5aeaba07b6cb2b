import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Problems } from './problems';

/** How long the app may take to show something, in milliseconds: its slowest poll and some patience. */
export const PATIENCE = 40_000;

/** What a person's hands did: presses of the mouse and of keys. */
export type Handiwork = { clicks: number; keys: number };

/** Somebody at a browser of their own. */
export class Person {
  private constructor(
    readonly url: string,
    readonly userName: string,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly problems: Problems,
    private readonly onSignedIn: (person: Person) => Promise<void>,
  ) {}

  /** Opens a window that nobody has signed in to yet. */
  static async sitDown(
    url: string,
    userName: string,
    context: BrowserContext,
    onSignedIn: (person: Person) => Promise<void>,
  ): Promise<Person> {
    const problems = new Problems(context);
    context.setDefaultTimeout(PATIENCE);
    return new Person(url, userName, context, await context.newPage(), problems, onSignedIn);
  }

  /** Opens an address of the app, or any other page of the laptop. */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
  }

  /** Goes to an address of the app that is open, as a link in it would. */
  async walk(path: string): Promise<void> {
    await this.page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
  }

  /** Says at the portal, which is in front of us, who is there. */
  async chooseAtPortal(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    await this.page
      .getByRole('button')
      .filter({ has: this.page.getByText(this.userName, { exact: true }) })
      .click();
  }

  /** Opens the app, signs in through the portal unless this browser has done so before, and waits until the page is there. */
  async signIn(path = '/', heading: string | RegExp = 'Home'): Promise<void> {
    await this.open(path);
    const page = this.heading(heading);
    const portal = this.heading('Who are you?');
    await page.or(portal).waitFor();
    if (!(await portal.isVisible())) return;
    await this.chooseAtPortal();
    await page.waitFor();
    await this.onSignedIn(this);
  }

  /** Counts from here on what the hands do on this page; a page that is loaded anew forgets it. */
  async watchHands(): Promise<void> {
    await this.page.evaluate(`
      window.handiwork = { clicks: 0, keys: 0 };
      addEventListener('pointerdown', () => (window.handiwork.clicks += 1), true);
      addEventListener('keydown', () => (window.handiwork.keys += 1), true);`);
  }

  /** What the hands did since `watchHands`, on one page that was never loaded anew. */
  async handiwork(): Promise<Handiwork> {
    const seen = await this.page.evaluate('window.handiwork');
    if (seen === undefined) throw new Error('The page was loaded anew.');
    return seen as Handiwork;
  }

  heading(name: string | RegExp, level = 1): Locator {
    return this.page.getByRole('heading', { name, level });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name });
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text);
  }

  /** The dialog that is open. */
  dialog(): Locator {
    return this.page.getByRole('dialog');
  }
}
