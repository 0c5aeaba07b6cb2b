import type { Page } from 'playwright-core';
import { axeFindings, COLOUR_RULES } from './support/axe';
import { Gallery, type Theme, type Width } from './support/gallery';
import { onStage } from './support/on-stage';
import { play } from './support/play';
import type { Screen } from './support/screen';
import { SCREENS } from './support/screens';

const act = onStage({ keepWindows: true });
let gallery: Gallery;

beforeAll(async () => {
  gallery = new Gallery(act.stage, await play(act.scenes));
});

/** What has to be scrolled sideways: at 400 pixels the page, at 1280 any part of it. */
const SIDEWAYS: Readonly<Record<Width, string>> = {
  narrow: 'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  wide: `[...document.querySelectorAll('*')]
    .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
    .reduce((most, element) => Math.max(most, element.scrollWidth - element.clientWidth), 0)`,
};

/** What is wrong with a screen in one width. */
async function findings(screen: Screen, width: Width): Promise<string[]> {
  const person = await gallery.show(screen, width);
  const inLight = await axeFindings(person.page);
  const tooWide = await sideways(person.page, width);
  await gallery.paint(person, 'dark');
  const inDark = await axeFindings(person.page, COLOUR_RULES);
  await gallery.leave(screen, person);
  return [...told(inLight, width, 'light'), ...told(inDark, width, 'dark'), ...tooWide];
}

/** The same in both widths of one window: a page on which nobody has done anything is the same at 400 pixels as if opened so. */
async function findingsInOneWindow(screen: Screen): Promise<string[]> {
  const person = await gallery.show(screen, 'wide');
  const found: string[] = [];
  for (const width of ['wide', 'narrow'] as const) {
    if (width === 'narrow') await gallery.narrow(screen, person);
    found.push(...told(await axeFindings(person.page), width, 'light'));
    found.push(...(await sideways(person.page, width)));
    await gallery.paint(person, 'dark');
    found.push(...told(await axeFindings(person.page, COLOUR_RULES), width, 'dark'));
    await gallery.paint(person, 'light');
  }
  await gallery.leave(screen, person);
  return found;
}

const told = (findings: readonly string[], width: Width, theme: Theme) =>
  findings.map((finding) => `${width}, ${theme}: ${finding}`);

async function sideways(page: Page, width: Width): Promise<string[]> {
  const pixels = Number(await page.evaluate(SIDEWAYS[width]));
  return pixels > 1 ? [`${width}: scrolls ${pixels} pixels sideways`] : [];
}

test.each(SCREENS.map((screen) => [screen.who ?? 'nobody', screen.name, screen] as const))(
  '%s: %s is accessible in light and dark, and fits at 1280 and at 400 pixels',
  async (_who, _name, screen) => {
    const found = screen.act
      ? (await Promise.all([findings(screen, 'wide'), findings(screen, 'narrow')])).flat()
      : await findingsInOneWindow(screen);
    expect(found).toEqual([]);
  },
);
