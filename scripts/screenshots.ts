import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Gallery, type Theme, type Width } from '../test/browser/support/gallery';
import type { Person } from '../test/browser/support/person';
import { play } from '../test/browser/support/play';
import { Scenes } from '../test/browser/support/scenes';
import type { Screen } from '../test/browser/support/screen';
import { SCREENS } from '../test/browser/support/screens';
import { Stage } from '../test/browser/support/stage';
import { build } from './build';

/** The tallest picture, in pixels. */
const TALLEST = 2_400;

const WIDTHS: readonly Width[] = ['wide', 'narrow'];
const THEMES: readonly Theme[] = ['light', 'dark'];

/** Takes pictures of every screen, or of those that `only` fits, in both themes and widths. */
async function main(): Promise<void> {
  const [folder, only = ''] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('npm run screenshots -- FOLDER [SCREEN]\n  SCREEN: part of a name such as ann-home');
    process.exitCode = 1;
    return;
  }
  await build();
  mkdirSync(folder, { recursive: true });
  const stage = await Stage.open();
  try {
    const gallery = new Gallery(stage, await play(new Scenes(stage.laptop.client)));
    for (const screen of SCREENS.filter((one) => nameOf(one).includes(only)))
      for (const width of WIDTHS) await takeBoth(gallery, screen, width, folder);
  } finally {
    await stage.close();
  }
}

const nameOf = ({ who = 'nobody', name }: Screen) => `${who}-${name}`;

async function takeBoth(gallery: Gallery, screen: Screen, width: Width, folder: string): Promise<void> {
  const person = await gallery.show(screen, width);
  await stretch(person);
  for (const theme of THEMES) {
    await gallery.paint(person, theme);
    const path = join(folder, `${nameOf(screen)}-${width}-${theme}.png`);
    await person.page.screenshot({ path });
    console.log(path);
  }
}

/** Makes the window as tall as its page: a picture of more than the window would show what sticks to it in the middle. */
async function stretch({ page }: Person): Promise<void> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const width = page.viewportSize()?.width ?? 0;
  await page.evaluate('scrollTo(0, 0)');
  await page.setViewportSize({ width, height: Math.min(height, TALLEST) });
}

void main();
