import { axeFindings, COLOUR_RULES } from './support/axe';
import { Gallery, type Width } from './support/gallery';
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
  const sideways = Number(await person.page.evaluate(SIDEWAYS[width]));
  await gallery.paint(person, 'dark');
  const inDark = await axeFindings(person.page, COLOUR_RULES);
  await gallery.leave(screen, person);
  return [
    ...inLight.map((finding) => `${width}, light: ${finding}`),
    ...inDark.map((finding) => `${width}, dark: ${finding}`),
    ...(sideways > 1 ? [`${width}: scrolls ${sideways} pixels sideways`] : []),
  ];
}

test.each(SCREENS.map((screen) => [screen.who ?? 'nobody', screen.name, screen] as const))(
  '%s: %s is accessible in light and dark, and fits at 1280 and at 400 pixels',
  async (_who, _name, screen) => {
    const found = await Promise.all([findings(screen, 'wide'), findings(screen, 'narrow')]);
    expect(found.flat()).toEqual([]);
  },
);
