import type { Page } from 'playwright-core';
import type { Person } from './person';
import type { Facts } from './play';
import type { Screen } from './screen';
import type { Signed, Stage } from './stage';

/** How somebody looks at a page. */
export type Width = 'wide' | 'narrow';
export type Theme = 'light' | 'dark';

const VIEWPORTS = { wide: { width: 1280, height: 900 }, narrow: { width: 400, height: 800 } } as const;

/** Pages of the laptop that are not of the app: nobody walks there within it. */
const OUTSIDE = /^\/(portal|inbox|panel)\b/;

/** How long the app usually takes at most to follow the theme, in milliseconds. */
const SOON = 3_000;
/** How often the system changes its theme before the app is said not to follow. */
const TRIES = 4;

/** Opens screens; a person signs in once and keeps a window of each width. */
export class Gallery {
  readonly #signedIn = new Map<string, Promise<Signed>>();
  readonly #windows = new Map<string, Promise<Person>>();
  /** Windows in which the app waits on a page with nothing on it, as it does when somebody has only looked. */
  readonly #waiting = new Set<Person>();

  constructor(
    private readonly stage: Stage,
    private readonly facts: Facts,
  ) {}

  /** Shows a screen in the light theme. */
  async show(screen: Screen, width: Width): Promise<Person> {
    const person = await this.#window(screen.who, width);
    const { page, problems } = person;
    if (screen.complaints) problems.expect(screen.complaints);
    await page.unrouteAll();
    for (const [path, part] of Object.entries(screen.answers ?? {})) await answering(page, path, part);
    await page.setViewportSize(VIEWPORTS[width]);
    await page.emulateMedia({ colorScheme: 'light' });
    const path = typeof screen.path === 'string' ? screen.path : screen.path(this.facts);
    const walks = !screen.answers && !screen.complaints && !OUTSIDE.test(path);
    if (this.#waiting.delete(person) && walks) await person.walk(path);
    else await person.open(path);
    await screen.shows(person).waitFor();
    await screen.act?.(person);
    return person;
  }

  /** Makes the window of somebody who looks at a screen narrow. */
  async narrow(screen: Screen, person: Person): Promise<void> {
    await person.page.setViewportSize(VIEWPORTS.narrow);
    await screen.shows(person).waitFor();
    // What is drawn anew for the width is drawn within two frames.
    await person.page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
    );
  }

  /** Leaves a screen: a window that shows nothing asks for little, and the next page need not begin with loading the app. */
  async leave({ act, answers }: Screen, person: Person): Promise<void> {
    const { page } = person;
    const untouched = !act && !answers && (await page.locator('#root').count()) > 0;
    if (!untouched) {
      await page.goto('about:blank');
      return;
    }
    await person.walk('/nowhere');
    await person.heading('Page not found').waitFor();
    this.#waiting.add(person);
  }

  /** Changes the theme of the system, which the app follows. */
  async paint({ page }: Person, theme: Theme): Promise<void> {
    await page.emulateMedia({ colorScheme: theme });
    // The laptop's own pages have no script for it.
    if ((await page.locator('#root').count()) === 0) return;
    const shown = page.locator(`html[style*="color-scheme: ${theme}"]`);
    const follows = (timeout: number) =>
      shown.waitFor({ timeout }).then(
        () => true,
        () => false,
      );
    let follow = await follows(SOON);
    for (let tries = 1; !follow && tries < TRIES; tries += 1) {
      // Scripts hear of it when the window draws, and one with nothing to draw may miss it: a picture makes it draw, of another theme first.
      for (const each of [theme === 'dark' ? 'light' : 'dark', theme] as const) {
        await page.emulateMedia({ colorScheme: each });
        await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
      }
      follow = await follows(tries * SOON);
    }
    if (!follow) throw new Error(`The app does not follow the system to the ${theme} theme.`);
  }

  #window(who: string | undefined, width: Width): Promise<Person> {
    const key = `${who ?? 'nobody'} ${width}`;
    const open = this.#windows.get(key) ?? this.#open(who, width);
    this.#windows.set(key, open);
    return open;
  }

  async #open(who: string | undefined, width: Width): Promise<Person> {
    const viewport = VIEWPORTS[width];
    if (who === undefined) return this.stage.seat('nobody', { viewport });
    const signedIn = this.#signedIn.get(who) ?? this.#signIn(who);
    this.#signedIn.set(who, signedIn);
    return this.stage.seat(who, { viewport, storageState: await signedIn });
  }

  async #signIn(who: string): Promise<Signed> {
    const person = await this.stage.enter(who);
    const state = await person.context.storageState();
    await person.context.close();
    return state;
  }
}

/** Lets the server's answer to a path say something else in part. */
async function answering(page: Page, path: string, part: object): Promise<void> {
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      // An answer that is known already would come without its body, and this one must not be known later.
      const { 'if-none-match': _, ...headers } = route.request().headers();
      const response = await route.fetch({ headers });
      const { etag: __, ...told } = response.headers();
      const json = { ...((await response.json()) as object), ...part };
      await route.fulfill({ status: response.status(), headers: told, json });
    },
  );
}
